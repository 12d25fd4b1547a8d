import { addRegion, dragRegion, heard, openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';
const decibels = (a: number, b: number) => 20 * Math.log10(a / b);

test('a musician keeps a version, hears it against the edits, hears the difference, and walks the history', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await addRegion(page, { From: 0, To: 29, Low: 0, High: 22_050 }, '-6');
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await page.getByRole('button', { name: 'Keep the edits as a version' }).click();
  const versions = page.getByRole('region', { name: 'Versions' });
  await expect(versions.getByRole('row', { name: /Version A/ })).toContainText(/[+−]\d\.\d\d/);
  const gain = page.getByLabel(/^Gain of .*, in decibels$/).first();
  await gain.fill('-12');
  await gain.press('Enter');
  await versions.getByRole('button', { name: 'Hear Version A as side A' }).click();
  const side = page.getByRole('button', { name: /original or the edited/ });

  // A loop of about a second, so that the same sound is heard on either side.
  await dragRegion(page, [0.4, 0.2], [0.44, 0.8]);
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Space');
  await expect(side).toHaveText(/Edited/);
  const edited = await heard(page);
  await side.click();
  await expect(side).toHaveText(/Version A/);
  const version = await heard(page);
  await page.getByRole('button', { name: 'Hear only what the edits change' }).click();
  const difference = await heard(page);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  // −6 dB, −12 dB and their difference, 0.501 − 0.251 = 0.250.
  expect(Math.abs(decibels(version, edited) - 6)).toBeLessThan(2);
  expect(Math.abs(decibels(difference, edited))).toBeLessThan(2);

  await page.getByText(/^History, /).click();
  await page.getByRole('option', { name: 'As recorded' }).click();
  await expect(page.getByRole('heading', { name: 'No steps' })).toBeVisible();
  await versions.getByRole('button', { name: 'Go to Version A' }).click();
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await versions.getByRole('button', { name: 'Remove Version A' }).click();
  await expect(versions).toContainText('Keep the edits as a version');
});
