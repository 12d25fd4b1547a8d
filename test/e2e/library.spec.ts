import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { atRest, expect, test } from './workstation.ts';

const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));
const bass = fileURLToPath(new URL('../../resources/demo/two-weathers-bass.flac', import.meta.url));

/** The library as a table. Ratings and tags that a test gives it takes away again: the library is shared. */

test('a musician finds a recording by rating and tag, sorts by an emotion and opens it, all by keys', async ({
  workstation: page,
}) => {
  await atRest(page);
  await page.keyboard.press('Control+l');
  const view = page.getByRole('dialog', { name: 'Library' });
  const grid = view.getByRole('grid', { name: 'All recordings' });
  await expect(grid).toBeFocused();
  const chosen = grid.getByRole('row', { selected: true });
  await expect(chosen).toBeVisible();

  await view.getByRole('searchbox').fill('legato');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('4');
  await expect(chosen.getByRole('button', { name: '4 stars' })).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('t');
  await page.keyboard.type('to compare, slow');
  await page.keyboard.press('Enter');
  await expect(grid).toBeFocused();
  await expect(chosen).toContainText('to compare, slow');

  await view.getByRole('button', { name: 'Show all' }).click();
  await view.getByLabel('Tag', { exact: true }).selectOption('slow');
  await expect(view.getByRole('status')).toHaveText('1 recording');
  await view.getByRole('button', { name: 'Show all' }).click();
  await view.getByLabel('Rating', { exact: true }).selectOption('★★★★ or more');
  await expect(view.getByRole('status')).toHaveText('1 recording');
  await view.getByRole('button', { name: 'Show all' }).click();

  const valence = view.getByRole('columnheader', { name: 'Valence', exact: true });
  await valence.getByRole('button').click();
  await expect(valence).toHaveAttribute('aria-sort', 'descending');
  await valence.getByRole('button').click();
  await expect(valence).toHaveAttribute('aria-sort', 'ascending');

  await view.getByRole('searchbox').fill('legato');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('0');
  await expect(chosen.getByRole('button', { pressed: true })).toHaveCount(0);
  const tags = view.getByLabel(/^Tags of/);
  await tags.fill('');
  await tags.press('Enter');
  await view.getByRole('button', { name: 'Show all' }).click();
  await expect(view.getByLabel('Tag', { exact: true }).getByRole('option')).toHaveCount(1);
  await view.getByRole('searchbox').fill('brisk');
  await expect(grid.getByRole('row')).toHaveCount(2);
  await expect(grid.getByRole('img', { name: /^Valence from/ })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('s');
  await expect(view.getByRole('status')).toContainText('“Bach, Prelude BWV 847, brisk and detached”');
  await expect(view.getByRole('grid', { name: /^Recordings like Bach/ })).toBeVisible();
  await view.getByRole('button', { name: 'Back to the list' }).click();
  await page.keyboard.press('Enter');
  await expect(view).toBeHidden();
  await expect(page.getByRole('banner')).toContainText('brisk and detached');
});

test('an analyst has every recording analysed, pauses, and goes on', async ({ workstation: page }) => {
  await atRest(page);
  await page.getByRole('button', { name: 'Show the library as a table' }).click();
  const view = page.getByRole('dialog', { name: 'Library' });
  const analyse = view.getByRole('button', { name: 'Analyse all' });
  await analyse.click();
  const strip = view.getByRole('region', { name: 'Analysis of recordings' });
  const said = view.getByText(/recordings? (was|were) analysed\.|analysed already/);
  await expect(strip.or(said)).toBeVisible();
  // On a fast machine it may be over before it can be paused.
  const pause = strip.getByRole('button', { name: 'Pause the analysis' });
  if (await pause.isVisible()) {
    await pause.click({ timeout: 1000 }).catch(() => undefined);
    const goOn = strip.getByRole('button', { name: 'Go on with the analysis' });
    await expect(goOn.or(said)).toBeVisible();
    if (await goOn.isVisible()) await goOn.click();
  }
  await expect(said).toBeVisible({ timeout: 60_000 });
  await view.getByRole('button', { name: 'Not predicted' }).click();
  await expect(view.getByRole('status').filter({ hasText: 'No recording is like that' })).toBeVisible();
  await expect(view.getByRole('button', { name: 'Analyse these' })).toBeEnabled();
  await page.keyboard.press('Escape');
  await expect(view).toBeHidden();

  // All of them together are the library that is drawn behind the emotions of one.
  await page.getByRole('tab', { name: 'Emotions' }).click();
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await expect(inspector.getByText(/^library, \d+ recordings$/)).toBeVisible();
  await inspector.getByRole('button', { name: 'Show as a table' }).click();
  const spread = inspector.getByRole('table', { name: /^Library, \d+ recordings$/ });
  await expect(spread.getByRole('row', { name: /^Valence( [+−]?\d\.\d\d){5}$/ })).toBeVisible();
  await inspector.getByRole('button', { name: 'Show as a table' }).click();
  await page.getByRole('tab', { name: 'Effects' }).click();
});

test('what is put into a watched folder comes in; the folder can be paused and let go, and a file that is gone is told', async ({
  workstation: page,
  served,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'mezzo-watched-'));
  await copyFile(bass, join(folder, 'was there.flac'));
  await promisify(execFile)(process.execPath, [mezzo, 'watch', 'add', folder, '--home', served.home]);
  const search = page.getByLabel('Search the whole library');
  await search.fill('was there');
  await expect(page.getByText('was there.flac').first()).toBeVisible({ timeout: 30_000 });
  await writeFile(join(folder, 'no sound.wav'), 'no sound at all');
  await expect(page.getByText(/“no sound\.wav” is not a sound file/).first()).toBeVisible({
    timeout: 30_000,
  });
  await page.getByRole('button', { name: 'Dismiss the message about no sound.wav' }).click();

  await page.getByRole('button', { name: 'Watched folders…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Watched folders' });
  await dialog.getByRole('button', { name: `Pause with ${folder}` }).click();
  await expect(dialog.getByText('Paused')).toBeVisible();
  await dialog.getByRole('button', { name: `Go on with ${folder}` }).click();
  await rm(folder, { recursive: true });
  await expect(dialog.getByRole('alert')).toContainText('is not there', { timeout: 30_000 });
  await dialog.getByRole('button', { name: `Stop watching ${folder}` }).click();
  await expect(dialog.getByText('No folder is watched.')).toBeVisible();
  await page.keyboard.press('Escape');

  // The files are looked for when the workstation starts.
  await page.reload();
  await expect(page.getByText('The file of 1 recording is not where it was.')).toBeVisible();
  await search.fill('was there');
  const found = page.getByRole('grid', { name: 'Recordings found' }).getByRole('row', { name: 'was there' });
  await found.hover();
  await found.getByRole('button', { name: 'Delete from the library…' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(found).toBeHidden();
  await search.fill('');
});
