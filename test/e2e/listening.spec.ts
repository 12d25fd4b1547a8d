import { addRegion, dragRegion, heard, openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

/** What the selection and the two sides sound like, by listening to a loop of about a second for several rounds. */

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';
const decibels = (a: number, b: number) => 20 * Math.log10(a / b);

test('only the selection and all without it are parts that make up the whole', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await dragRegion(page, [0.4, 0.15], [0.44, 0.6]);
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('Space');
  const whole = await heard(page);
  await page.getByRole('button', { name: 'Hear only the selection' }).first().click();
  const only = await heard(page);
  await page.keyboard.press('w');
  const without = await heard(page);
  await page.keyboard.press('Space');
  expect(only).toBeGreaterThan(0.002);
  expect(decibels(only, whole)).toBeLessThan(-0.5);
  expect(without).toBeGreaterThan(0.0005);
  expect(Math.abs(decibels(without, whole))).toBeGreaterThan(0.5);
  // Two bands that share no frequencies add up in power.
  expect(Math.abs(decibels(Math.hypot(only, without), whole))).toBeLessThan(1.5);
});

test('Match level brings the two sides within 1 dB of each other', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await addRegion(page, { From: 0, To: 29, Low: 0, High: 22_050 }, '-9');
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await dragRegion(page, [0.4, 0.2], [0.44, 0.8]);
  await page.keyboard.press('Shift+L');
  await page.keyboard.press('Escape');
  const side = page.getByRole('button', { name: /original or the edited/ });
  await expect(side).toHaveText(/Edited/);
  await page.keyboard.press('Space');
  const edited = await heard(page);
  await page.keyboard.press('v');
  await expect(page.getByRole('group', { name: 'Original and edited' }).getByRole('status')).toHaveText(
    /\+\d/,
  );
  const matched = await heard(page);
  await page.keyboard.press('b');
  await expect(side).toHaveText(/Original/);
  const original = await heard(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('v');
  expect(decibels(edited, original)).toBeLessThan(-7);
  expect(Math.abs(decibels(matched, original))).toBeLessThan(1);
});
