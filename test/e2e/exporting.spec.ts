import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { addRegion, openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

/** Presses Export in the open dialog and gives the file's name and text. */
async function exported(page: Page): Promise<{ name: string; text: string; bytes: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('dialog', { name: 'Export', exact: true })
      .getByRole('button', { name: 'Export', exact: true })
      .click(),
  ]);
  const bytes = await readFile(await download.path());
  return { name: download.suggestedFilename(), text: bytes.toString('utf8'), bytes };
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

test('the effects of the moment are written as a drawing, a picture and numbers that say the same', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await command(page, 'Export a figure');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await expect(dialog.getByRole('img', { name: 'Preview: Effects of the moment' })).toBeVisible();
  const svg = await exported(page);
  expect(svg.name).toMatch(/ effects on valence\.svg$/);
  const parsed = await page.evaluate((text) => {
    const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
    return { root: root.tagName, title: root.querySelector('title')?.textContent };
  }, svg.text);
  expect(parsed).toEqual({ root: 'svg', title: 'Effects on valence' });
  await expect(dialog.getByRole('status')).toContainText('Downloaded');
  await dialog.getByText('The numbers it shows.').click();
  const { text } = await exported(page);
  const effect = /^Minorness,[^,]+,([^,]+),/m.exec(text)?.[1];
  const written = `${Number(effect) < 0 ? '−' : '+'}${Math.abs(Number(effect)).toFixed(3)}`;
  expect(svg.text).toContain(`>${written}</text>`);
  await expect(dialog.getByRole('status')).toContainText('.csv');
  await dialog.getByText('A picture at twice the size').click();
  const png = await exported(page);
  expect(png.bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(png.bytes.readUInt32BE(16)).toBe(1520);
  await closeDialog(page);
});

test('the report holds figures, edits and sound in one page that loads nothing', async ({
  workstation: page,
  context,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await addRegion(page, { From: 2, To: 4, Low: 200, High: 800 }, '-6');
  await command(page, 'Export report');
  const { name, text } = await exported(page);
  expect(name).toMatch(/^Two weathers.* report\.html$/);
  await closeDialog(page);
  await startWithoutEdits(page);
  const report = await context.newPage();
  const asked: string[] = [];
  report.on('request', (request) => asked.push(request.url().slice(0, 30)));
  await report.setContent(text);
  await expect(report.getByRole('img', { name: 'Effects on valence' })).toBeVisible();
  await expect(report.getByRole('row', { name: /^Valence .*[+−]\d\.\d\d [+−]?\d\.\d\d$/ })).toBeVisible();
  await expect(report.locator('audio')).toHaveCount(2);
  const seconds = () =>
    report
      .locator('audio')
      .last()
      .evaluate((audio: HTMLAudioElement) => audio.duration);
  await expect.poll(seconds).toBeGreaterThan(29);
  expect(asked.filter((url) => !url.startsWith('data:'))).toEqual([]);
  await report.close();
});

test('Esc leaves the export dialog while the file is being written, also under a tooltip', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await command(page, 'Export audio');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await dialog.getByRole('button', { name: 'Export', exact: true }).click();
  // The focus comes to this button when the one that had it goes away; its tooltip would take the key.
  await dialog.locator('.modal-head').getByRole('button', { name: 'Close' }).hover();
  await expect(page.getByRole('tooltip')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});
