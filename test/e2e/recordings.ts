import type { Page } from '@playwright/test';
import { listen, rmsOf } from './output-tap.ts';
import { expect } from './workstation.ts';

/** Opens a recording of the project by its name and waits until it is judged. */
export async function openRecording(page: Page, name: string): Promise<void> {
  await page.getByRole('grid', { name: 'Recordings of Demo' }).getByRole('row', { name }).click();
  await expect(page.getByRole('banner')).toContainText(name);
  await expect(page.getByRole('slider', { name: 'Moment' })).toBeAttached({ timeout: 30_000 });
}

/** Takes every step of the open recording away, whatever an earlier test left. */
export async function startWithoutEdits(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Edits' }).click();
  const remove = page.getByRole('listitem').getByRole('button', { name: /^Remove / });
  for (let left = await remove.count(); left > 0; left--) {
    await remove.first().click();
    await expect(remove).toHaveCount(left - 1);
  }
  await expect(page.getByRole('heading', { name: 'No steps' })).toBeVisible();
}

export interface TypedRegion {
  readonly From: number;
  readonly To: number;
  readonly Low: number;
  readonly High: number;
}

/** Adds a step over a region given by numbers (s and Hz), with a gain as it is typed. */
export async function addRegion(page: Page, region: TypedRegion, gain: string): Promise<void> {
  await page.getByRole('tab', { name: 'Edits' }).click();
  const form = page.getByRole('group').filter({ hasText: 'Add a region by numbers' });
  await expect(page.getByText('Add a region by numbers')).toBeVisible();
  if (!(await page.getByLabel('Gain of the region, in decibels').isVisible()))
    await page.getByText('Add a region by numbers').click();
  // An outline that an earlier test has left selected makes the form ask for corners.
  await form.getByLabel('Shape').selectOption('Rectangle');
  for (const [label, value] of Object.entries(region)) {
    const field = form.getByLabel(new RegExp(`^${label}\\b`));
    await field.fill(String(value));
    await field.press('Enter');
  }
  await page.getByLabel('Gain of the region, in decibels').fill(gain);
  await page.getByLabel('Gain of the region, in decibels').press('Enter');
  await page.getByRole('button', { name: 'Add region' }).click();
}

/** The loudness of whole rounds of the loop that plays now, once the change before it has been faded in. */
export async function heard(page: Page): Promise<number> {
  const [from, to] = (await page.locator('.transport-loop').innerText()).match(/\d+\.\d+/g) ?? [];
  await listen(page, 700);
  const { samples, sampleRate } = await listen(page, 2600);
  const round = Math.round((Number(to) - Number(from)) * sampleRate);
  const rounds = Math.floor(samples.length / round);
  expect(rounds).toBeGreaterThan(0);
  return rmsOf(samples.slice(0, rounds * round));
}

/** Draws a free region over the spectrogram, from and to given as shares of its width and height. */
export async function dragRegion(page: Page, from: [number, number], to: [number, number]): Promise<void> {
  const box = await page.getByRole('slider', { name: 'Segments of the explanation' }).boundingBox();
  if (!box) throw new Error('there is no spectrogram');
  const at = ([x, y]: [number, number]): [number, number] => [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(...at(from));
  await page.mouse.down();
  await page.mouse.move(...at(to), { steps: 6 });
  await page.mouse.up();
}
