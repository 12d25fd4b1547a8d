import { openRecording } from './recordings.ts';
import { atRest, expect, test } from './workstation.ts';

/** Commands by name, keys of one's own, and the appearance. What a test changes it puts back: the library is shared. */

test('a musician finds a command by its name and runs it with Enter', async ({ workstation: page }) => {
  // No earlier file of the suite edits this one.
  await openRecording(page, 'Bach, Prelude BWV 847, slow and legato');
  await atRest(page);
  const library = page.getByRole('complementary').first();
  await expect(library).toBeVisible();
  const panels = await page.getByRole('complementary').count();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commands' });
  const search = palette.getByRole('searchbox');
  await expect(search).toBeFocused();
  await expect(palette.getByRole('option', { name: 'Undo' })).toHaveAttribute('aria-disabled', 'true');
  await expect(palette.getByRole('option', { name: 'Undo' })).toContainText('There is nothing to undo.');
  const hide = async () => {
    await search.fill('hide lib');
    await expect(palette.getByRole('option')).toHaveCount(1);
    await expect(palette.locator('[data-focused]')).toHaveText(/library/);
    await page.keyboard.press('Enter');
    await expect(palette).toBeHidden();
  };
  await hide();
  await expect(page.getByRole('complementary')).toHaveCount(panels - 1);
  await page.keyboard.press('Control+k');
  await hide();
  await expect(page.getByRole('complementary')).toHaveCount(panels);
});

test('a musician gives a command other keys, is told whose they were, uses them, and resets all', async ({
  workstation: page,
}) => {
  await atRest(page);
  const settings = page.getByRole('dialog', { name: 'Settings' });
  const open = async () => {
    await page.keyboard.press('Control+,');
    await expect(settings).toBeVisible();
  };
  const panels = await page.getByRole('complementary').count();
  await open();
  await settings.getByRole('searchbox').fill('library');
  const keys = settings.getByRole('button', { name: /^Keys of Show or hide the library/ });
  await keys.click();
  await page.keyboard.press('b');
  await expect(settings.getByRole('alert')).toContainText('Hear the original or the edited sound');
  await settings.getByRole('button', { name: 'Cancel' }).click();
  await expect(keys).toHaveText('Shift+B');
  await keys.click();
  await page.keyboard.press('Control+Shift+l');
  await expect(keys).toHaveText('Ctrl+Shift+L');
  await page.keyboard.press('Escape');
  await expect(settings).toBeHidden();
  for (const count of [panels - 1, panels]) {
    await page.keyboard.press('Control+Shift+l');
    await expect(page.getByRole('complementary')).toHaveCount(count);
  }
  await open();
  await settings.getByRole('button', { name: 'Reset all' }).click();
  await settings.getByRole('searchbox').fill('library');
  await expect(keys).toHaveText('Shift+B');
  await page.keyboard.press('Escape');
});

test('the appearance changes the page and the timeline together, and follows the system where it shall', async ({
  workstation: page,
}) => {
  const dark = await atRest(page);
  const root = page.locator('html');
  const choose = async (name: string) => {
    await page.keyboard.press('Control+,');
    await page.getByLabel('Appearance').selectOption(name);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  };
  await choose('Light');
  await expect(root).toHaveAttribute('data-theme', 'light');
  expect((await atRest(page)).equals(dark)).toBe(false);
  await choose('High contrast');
  await expect(root).toHaveAttribute('data-theme', 'contrast');
  await choose('As the system');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await choose('Dark');
  await expect(root).toHaveAttribute('data-theme', 'dark');
});

test('a number is looked up in the help by a word of its meaning', async ({ workstation: page }) => {
  await page.keyboard.press('Control+k');
  await page.keyboard.type('numbers mean');
  await page.keyboard.press('Enter');
  const help = page.getByRole('dialog', { name: 'Help' });
  await help.getByRole('searchbox', { name: 'Search the numbers' }).fill('staccato');
  await expect(help.getByRole('article')).toHaveCount(1);
  await expect(help.getByRole('article', { name: 'Articulation' })).toContainText('Interval ± 0.53');
});
