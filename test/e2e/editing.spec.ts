import { addRegion, openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const LEGATO = 'Bach, Prelude BWV 847, slow and legato';
const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

test('a region typed as numbers becomes a step with just these bounds', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await addRegion(page, { From: 2, To: 4.5, Low: 300, High: 1200 }, '-9');
  const step = page.getByRole('list').getByRole('listitem', { name: /0:02\.00/ });
  await expect(step).toContainText(/0:02\.00–0:04\.50, 300\s*Hz–1\.20\s*kHz/);
  await expect(step.getByRole('textbox', { name: /in decibels/ })).toHaveValue(/−9\.0\s*dB/);
  await expect(page.getByRole('region', { name: 'Predicted shift' })).toContainText(/[+−]0\.\d{3}/);
});

test('a region that ends before it starts is refused with a sentence', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await page.getByRole('tab', { name: 'Edits' }).click();
  await page.getByText('Add a region by numbers').click();
  await page.getByLabel(/^From\b/).fill('8');
  await page.getByLabel(/^To\b/).fill('3');
  await page.getByLabel(/^To\b/).press('Enter');
  await expect(page.getByText('The region must end after it starts.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add region' })).toBeDisabled();
});

test('every recording keeps its own edits when another is opened', async ({ workstation: page }) => {
  await openRecording(page, LEGATO);
  await startWithoutEdits(page);
  await addRegion(page, { From: 1, To: 3, Low: 100, High: 400 }, '-3');
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await openRecording(page, LEGATO);
  await page.getByRole('tab', { name: 'Edits' }).click();
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await expect(page.getByRole('listitem', { name: /0:01\.00/ })).toBeVisible();
});

test('a reload brings back the recording, the stretch in sight and the page', async ({
  workstation: page,
}) => {
  await openRecording(page, LEGATO);
  const stretch = page.getByRole('slider', { name: 'Visible stretch' });
  const whole = await stretch.getAttribute('aria-valuetext');
  for (const key of ['+', '+', '+']) await page.keyboard.press(key);
  await expect(stretch).not.toHaveAttribute('aria-valuetext', whole ?? '');
  await page.keyboard.press('3');
  const zoomed = await stretch.getAttribute('aria-valuetext');
  // The view is saved once it rests; there is nothing to see of it.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(page.getByRole('banner')).toContainText(LEGATO);
  await expect(stretch).toHaveAttribute('aria-valuetext', zoomed ?? '');
  await expect(page.getByRole('tab', { name: 'Edits' })).toHaveAttribute('aria-selected', 'true');
});
