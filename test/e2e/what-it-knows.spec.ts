import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { openRecording } from './recordings.ts';
import { atRest, expect, test } from './workstation.ts';

/** What a model knows, with small models of random weights: the domain of one is chords of sines, the other says nothing. */

const run = promisify(execFile);
const mezzo = fileURLToPath(new URL('../../bin/mezzo.js', import.meta.url));
const goldenModel = (name: string) => fileURLToPath(new URL(`../golden/model/${name}`, import.meta.url));
const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

/** Adds a model from the shell if it is not there, and uses it; returns what the dialog says of it. */
async function addAndChoose(page: Page, home: string, id: 'domain' | 'tiny'): Promise<string> {
  const { stdout } = await run(process.execPath, [mezzo, 'models', 'list', '--home', home]);
  if (!stdout.includes(`${id} 1.0.0`)) {
    await run(process.execPath, [mezzo, 'models', 'add', goldenModel(id), '--home', home]);
    await page.reload();
    await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  }
  return await chooseModel(page, id);
}

/** Chooses a model that is there; returns what the dialog says of it. */
async function chooseModel(page: Page, name: string): Promise<string> {
  await page.keyboard.press('Shift+M');
  const dialog = page.getByRole('dialog', { name: 'Models' });
  const article = dialog.getByRole('article', { name: new RegExp(`^${name}$`, 'i') });
  const use = article.getByRole('button', { name: 'Use this model' });
  await expect(article).toBeVisible();
  if (await use.isVisible()) await use.click();
  await expect(article.getByText('In use')).toBeVisible();
  const said = await article.innerText();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return said;
}

// The page of the inspector that was open last comes back.
test.beforeEach(async ({ workstation: page }) => {
  await page.getByRole('tab', { name: 'Effects' }).click();
});

// The other files of the suite are about the shipped model.
test.afterEach(async ({ workstation: page }) => {
  await chooseModel(page, 'Mezzo two-level');
});

test('says how familiar a sound is and how far its values may be off, in words and in the table', async ({
  workstation: page,
  served,
}) => {
  await openRecording(page, WEATHERS);
  const said = await addAndChoose(page, served.home, 'domain');
  expect(said).toContain('Familiarity is measured against random chords');
  expect(said).toContain('Hold 8 of 10 times, measured on made up: Valence ± 0.30');
  expect(said).toContain('None, for want of ratings: Arousal');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  const moment = page.getByRole('slider', { name: 'Moment' });
  const words = /This sound is (Familiar to|Unusual to|Outside what) the model/;
  // A moment can be chosen once the newly chosen model has heard the recording.
  await expect(async () => {
    await moment.focus();
    await page.keyboard.press('ArrowRight');
    await expect(inspector.getByText(words)).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 30_000 });
  await expect(moment).toHaveAttribute(
    'aria-valuetext',
    /Arousal .*, (familiar to|unusual to|outside what) the model/,
  );
  await expect(inspector.getByText(/Valence [+−]?\d\.\d\d ± 0\.30, 8 of 10 times/)).toBeVisible();
  await inspector.getByRole('option', { name: /^Arousal/ }).click();
  await expect(inspector.getByText(/Arousal has no interval: there are no ratings/)).toBeVisible();
  await inspector.getByRole('radio', { name: 'Recording' }).click();
  await expect(inspector.getByText(/The typical moment is/)).toBeVisible();

  await page.getByRole('button', { name: 'Show emotions and features as a table' }).click();
  const table = page.getByRole('region', { name: 'Emotions and mid-level features as a table' });
  await expect(table.getByRole('columnheader', { name: 'Familiarity' })).toBeVisible();
  await expect(table.getByRole('columnheader', { name: 'Valence ± 0.30' })).toBeVisible();
  await expect(
    table.getByRole('cell', { name: /^\d\.\d\d (familiar|unusual|outside)$/ }).first(),
  ).toBeVisible();
  await page.getByRole('button', { name: 'Show emotions and features as a table' }).click();
});

test('draws the intervals or not, and remembers it', async ({ workstation: page, served }) => {
  await addAndChoose(page, served.home, 'domain');
  const bands = page.getByRole('button', { name: 'Draw the intervals that hold 8 of 10 times' });
  await expect(bands).toHaveAttribute('aria-pressed', 'true');
  const canvas = page.locator('.timeline-area canvas');
  await expect(page.getByRole('slider', { name: 'Moment' })).toBeVisible();
  const drawn = await atRest(page);
  await bands.click();
  await page.mouse.move(0, 0);
  await expect(bands).toHaveAttribute('aria-pressed', 'false');
  await expect.poll(async () => (await canvas.screenshot()).equals(drawn)).toBe(false);
  // The view is saved once it has come to rest.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(bands).toHaveAttribute('aria-pressed', 'false');
  await bands.click();
  await expect(bands).toHaveAttribute('aria-pressed', 'true');
});

test('a model that does not say shows no interval, no familiarity and no switch, and the dialog tells', async ({
  workstation: page,
  served,
}) => {
  const said = await addAndChoose(page, served.home, 'tiny');
  expect(said).toContain('This model gives no familiarity');
  expect(said).toContain('This model gives no intervals');
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await page.getByRole('slider', { name: 'Moment' }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(inspector.getByText(/^(Valence|Arousal) is /)).toBeVisible();
  await expect(inspector.getByText(/This sound is/)).toHaveCount(0);
  await expect(inspector.getByText('±')).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Draw the intervals/ })).toHaveCount(0);
});
