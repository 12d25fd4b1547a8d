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
