import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addRegion, openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

/** Presses Export in the open dialog and gives the file's name and text. */
async function exported(page: Page): Promise<{ name: string; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog', { name: 'Export', exact: true })
      .getByRole('button', { name: 'Export', exact: true })
      .click(),
  ]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
}

/** Waits until the export says how it ended, and leaves the dialog with Esc. */
async function closeDialog(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog.getByRole('status')).toContainText('Downloaded');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** Gives a command by its name in the palette. */
async function command(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(name);
  await page.keyboard.press('Enter');
}

test('what is edited goes to Audacity as labels with their frequencies', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await addRegion(page, { From: 2, To: 4, Low: 200, High: 800 }, '-6');
  await command(page, 'Export labels');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await dialog.getByText('Audacity label track').click();
  const { name, text } = await exported(page);
  expect(name).toMatch(/^Two weathers.* labels\.txt$/);
  const lines = text.split('\n');
  expect(lines[0]).toMatch(/^2\.000000\t4\.000000\t.*, −6\.0 dB$/);
  expect(lines[1]).toBe('\\\t200.000000\t800.000000');
  expect(text).toMatch(/\tMoment, Valence [+−]?\d\.\d\d\n$/);
  await closeDialog(page);
  await startWithoutEdits(page);
});
