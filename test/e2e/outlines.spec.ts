import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

test('an outline is added by its corners, its corners are changed as text, and undo puts them back', async ({
  workstation: page,
}) => {
  await openRecording(page, 'Two weathers, for drums, bass, chords and melody');
  await startWithoutEdits(page);
  await page.getByText('Add a region by numbers').click();
  const form = page.getByRole('group').filter({ hasText: 'Add a region by numbers' });
  await form.getByLabel('Shape').selectOption('Outline');
  await form.getByLabel(/^Corners/).fill('2 200\n6 200');
  await expect(form.getByRole('status')).toHaveText('An outline needs three corners or more, one a line.');
  await expect(form.getByRole('button', { name: 'Add region' })).toBeDisabled();
  await form.getByLabel(/^Corners/).fill('2 200\n6 200\n4 3000');
  await form.getByRole('button', { name: 'Add region' }).click();
  const step = page.getByRole('listitem', { name: /^Outline, 0:02\.00–0:06\.00, 200.*3\.00/ });
  await step.getByText('3 corners').click();
  await expect(step.getByLabel(/^Corners/)).toHaveValue('2 200\n6 200\n4 3000');
  await step.getByLabel(/^Corners/).fill('2 200\n7 200\n7 1000\n4 2000');
  await step.getByRole('button', { name: 'Take these corners' }).click();
  const changed = page.getByRole('listitem', { name: /^Outline, 0:02\.00–0:07\.00, 200.*2\.00/ });
  await expect(changed.getByText('4 corners')).toBeVisible();
  await page
    .getByRole('banner')
    .getByRole('button', { name: /^Undo Change where Outline/ })
    .click();
  await expect(step.getByText('3 corners')).toBeVisible();
  await startWithoutEdits(page);
});
