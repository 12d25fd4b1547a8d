import type { Locator, Page } from '@playwright/test';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const DETACHED = 'Bach, Prelude BWV 847, brisk and detached';
const MADE = /\d+ segments, \d+ marked/;

/** Goes with Tab until the control has the focus; there are fewer controls than presses. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 90; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never reached the control.');
}

test('a running explanation is cancelled, and made when it is asked for again', async ({
  workstation: page,
}) => {
  await openRecording(page, DETACHED);
  await page.getByRole('tab', { name: 'Explanation' }).click();
  await page.getByText('Settings').click();
  const samples = page.getByLabel('Samples', { exact: true });
  await samples.fill('2000000');
  await samples.press('Enter');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(page.getByText(/parts switched off/)).toBeVisible({ timeout: 30_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/parts switched off/)).toBeHidden();
  await expect(page.getByText(MADE)).toBeHidden();

  await samples.fill('400');
  await samples.press('Enter');
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  await expect(page.getByText(MADE)).toBeVisible({ timeout: 30_000 });
  const result = page.getByRole('region', { name: 'Explanation', exact: true });
  await expect(result).toContainText(/R² \d\.\d\d/);
  await expect(result).toContainText(/Stability \d\.\d\d/);
  await expect(result).toContainText(/another seed would/);
  await expect(result).toContainText('400 samples');
});

test('the whole circle by keyboard alone: moment, explanation, segments, gain, undo', async ({
  workstation: page,
}) => {
  await openRecording(page, DETACHED);
  await startWithoutEdits(page);

  await tabTo(page, page.getByRole('slider', { name: 'Moment' }));
  const before = await page.getByRole('slider', { name: 'Moment' }).getAttribute('aria-valuetext');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('slider', { name: 'Moment' })).not.toHaveAttribute(
    'aria-valuetext',
    before ?? '',
  );

  await page.keyboard.press('1');
  await tabTo(page, page.getByRole('button', { name: /^Explain Articulation/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(MADE)).toBeVisible({ timeout: 30_000 });

  const table = page.getByRole('grid', { name: 'Segments of the explanation' });
  await tabTo(page, table);
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+Enter');
  const selection = page.getByRole('region', { name: 'Selection' });
  await expect(selection.getByRole('status')).toHaveText('2 segments');
  await expect(table.getByRole('row', { selected: true })).toHaveCount(2);

  const gain = page.getByLabel('Gain for the selection, in decibels');
  await tabTo(page, gain);
  await page.keyboard.type('-12');
  const apply = page.getByRole('button', { name: /^Apply / });
  await tabTo(page, apply);
  await expect(apply).toHaveText(/−12\.0\s*dB/);
  await page.keyboard.press('Enter');
  await page.keyboard.press('3');
  await expect(page.getByRole('heading', { name: '1 step' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('heading', { name: '1 step' })).toBeHidden();
});
