import { atRest, expect, test } from './workstation.ts';

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
});
