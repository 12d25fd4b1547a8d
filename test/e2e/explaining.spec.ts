import type { Locator, Page } from '@playwright/test';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const DETACHED = 'Bach, Prelude BWV 847, brisk and detached';
const MADE = /\d+ segments, \d+ marked/;

/** Goes with Tab until the control has the focus; there are fewer controls than presses. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 150; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('Tab never reached the control.');
}

test('an explanation shows itself on the way, is cancelled and keeps what there is, goes on, and says how far to trust it', async ({
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
  // The first picture comes while the samples are still being taken.
  await expect(page.getByText(MADE)).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText(/parts switched off/)).toBeHidden();
  const result = page.getByRole('region', { name: 'Explanation', exact: true });
  await expect(result).toContainText('it can be continued');
  await expect(result).not.toContainText(/Solid|Fair|Weak/);

  await samples.fill('1000');
  await samples.press('Enter');
  await result.getByRole('button', { name: 'Continue' }).click();
  await expect(result).toContainText(/Solid|Fair|Weak/, { timeout: 60_000 });
  await expect(result).toContainText(/R² \d\.\d\d/);
  await expect(result).toContainText(/Stability \d\.\d\d/);
  await expect(result).toContainText(/another seed would/);
  await expect(result).not.toContainText('it can be continued');

  await result.getByText('How far to trust it').click();
  await expect(result).toContainText(/Sign seen when taken away\s*\d+ of 10/);
  await expect(result.getByRole('table', { name: 'Parts taken away' })).toHaveCount(1);
  await result.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(result.getByRole('button', { name: 'Check again' })).toBeVisible({ timeout: 60_000 });
  await expect(result).toContainText(/learned nothing\s*0\.\d\d/);
  await result.getByText('How far to trust it').click();
});

test('a slider moves the threshold, and the marks stay when the explanation is opened again', async ({
  workstation: page,
}) => {
  await openRecording(page, DETACHED);
  await page.getByRole('tab', { name: 'Explanation' }).click();
  await page.getByRole('button', { name: 'Explain', exact: true }).click();
  const result = page.getByRole('region', { name: 'Explanation', exact: true });
  await expect(result).toContainText(/Solid|Fair|Weak/, { timeout: 60_000 });
  const threshold = page.getByRole('slider', { name: 'Threshold' });
  await threshold.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText(/ segments, 1 marked/)).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText(/ segments, 3 marked/)).toBeVisible();
  await page.keyboard.press('Tab');
  await page.getByText('Explanations of this recording').click();
  const past = page.getByRole('listbox', { name: 'Explanations of this recording' });
  // Earlier tests explain this recording too; the one that is shown need not be the newest.
  await past.locator('.past-open').click();
  await expect(page.getByText(/ segments, 3 marked/)).toBeVisible();
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
