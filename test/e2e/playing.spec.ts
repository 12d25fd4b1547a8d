import type { Page } from '@playwright/test';
import { listen, longestSilence, peakOf, rmsOf } from './output-tap.ts';
import { atRest, expect, test } from './workstation.ts';

/** The time display's seconds; it reads `m:ss.cc`, then the length. */
async function shownSeconds(page: Page): Promise<number> {
  const text = await page.getByRole('timer', { name: 'Time' }).innerText();
  const [, minutes, seconds] = /(\d+):(\d+\.\d+)/.exec(text) ?? [];
  return 60 * Number(minutes) + Number(seconds);
}

/** Playback as sound: what comes out of the page is looked at, sample by sample. */

test('a musician presses Space, hears the recording without a gap, and presses Space again', async ({
  workstation: page,
}) => {
  await atRest(page);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await expect.poll(() => shownSeconds(page)).toBeGreaterThan(0.7);
  const { samples, sampleRate } = await listen(page, 2500);
  expect(samples.length).toBeGreaterThan(sampleRate);
  expect(peakOf(samples)).toBeGreaterThan(0.05);
  expect(peakOf(samples)).toBeLessThanOrEqual(1);
  expect(longestSilence(samples)).toBeLessThan(32);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await listen(page, 300);
  expect(rmsOf((await listen(page, 600)).samples)).toBe(0);
});

test('the playhead moves while it plays and returns to the start with Home', async ({
  workstation: page,
}) => {
  const second = () => shownSeconds(page);
  await page.keyboard.press('Space');
  await expect.poll(second).toBeGreaterThan(1);
  await page.keyboard.press('Space');
  await page.keyboard.press('Home');
  await expect.poll(second).toBe(0);
});

test('a loop repeats without a gap at its seam', async ({ workstation: page }) => {
  const second = () => shownSeconds(page);
  const ruler = page.getByRole('region', { name: 'Timeline' });
  const box = await ruler.boundingBox();
  if (!box) throw new Error('there is no timeline');
  // Drag on the ruler makes a loop of about a second.
  const y = box.y + 45;
  await page.mouse.move(box.x + 200, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 225, y, { steps: 5 });
  await page.mouse.up();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  const { samples } = await listen(page, 4000);
  expect(longestSilence(samples.slice(samples.findIndex((sample) => sample !== 0)))).toBeLessThan(64);
  expect(await second()).toBeLessThan(10);
  await page.keyboard.press('Space');
});
