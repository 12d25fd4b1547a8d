import type { Page } from '@playwright/test';
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
  if (!(await page.getByLabel('Gain of the region, in decibels').isVisible()))
    await page.getByText('Add a region by numbers').click();
  for (const [label, value] of Object.entries(region)) {
    const field = form.getByLabel(new RegExp(`^${label}\\b`));
    await field.fill(String(value));
    await field.press('Enter');
  }
  await page.getByLabel('Gain of the region, in decibels').fill(gain);
  await page.getByLabel('Gain of the region, in decibels').press('Enter');
  await page.getByRole('button', { name: 'Add region' }).click();
}
