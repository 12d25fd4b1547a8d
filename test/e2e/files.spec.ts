import { readFile, truncate, writeFile } from 'node:fs/promises';
import { openRecording } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

test('a recording is exported as FLAC, named after it', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await page.keyboard.press('Control+e');
  const dialog = page.getByRole('dialog', { name: 'Export', exact: true });
  await dialog.getByText('The original recording').click();
  await dialog.getByText('FLAC, 24 bit').click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Export', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^Two weathers.*\.flac$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 4).toString()).toBe('fLaC');
  expect(bytes.length).toBeGreaterThan(500_000);
  await expect(dialog.getByRole('status')).toContainText('Downloaded Two weathers');
});

test('a model is checked again and says what it passed', async ({ workstation: page }) => {
  await page.keyboard.press('Shift+M');
  const dialog = page.getByRole('dialog', { name: 'Models' });
  const model = dialog.getByRole('article', { name: 'Mezzo two-level', exact: true });
  await expect(model.getByText('In use')).toBeVisible();
  await model.getByRole('button', { name: 'Check again' }).click();
  await expect(dialog.getByText(/Mezzo two-level passed all checks/)).toBeVisible({ timeout: 30_000 });
  expect(await model.getByText(/^Passed:/).count()).toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('an import is cancelled, and nothing of it comes into the library', async ({
  workstation: page,
}, testInfo) => {
  const names = ['a long evening.wav', 'a longer evening.wav'];
  const paths = names.map((name) => testInfo.outputPath(name));
  for (const path of paths) await writeSilence(path, 150);
  await page.getByLabel('Recordings to add').setInputFiles(paths);
  const list = page.getByRole('region', { name: 'Recordings being added' });
  await expect(list).toContainText('Adding 2 recordings');
  await list.getByRole('button', { name: 'Cancel' }).click();
  await expect(list).toBeHidden();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await page.getByRole('searchbox', { name: 'Search the whole library' }).fill('evening');
  await expect(page.getByText('0 recordings found')).toBeVisible();
});

/** Writes a stereo WAV of so many megabytes of silence. */
async function writeSilence(path: string, megabytes: number): Promise<void> {
  const bytes = megabytes * 1_000_000;
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + bytes, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(2, 22);
  header.writeUInt32LE(44_100, 24);
  header.writeUInt32LE(176_400, 28);
  header.writeUInt16LE(4, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(bytes, 40);
  await writeFile(path, header);
  await truncate(path, 44 + bytes);
}
