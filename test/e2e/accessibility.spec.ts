import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

const LEVEL_AA = { tags: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] };

/** What axe finds against WCAG 2.2 A and AA, or by some rules, one line a fault. */
async function faults(
  page: Page,
  { tags, rules }: { tags?: string[]; rules?: string[] } = LEVEL_AA,
): Promise<string[]> {
  const axe = new AxeBuilder({ page });
  const { violations } = await (rules ? axe.withRules(rules) : axe.withTags(tags ?? []))
    // Its options take the keys of the search field, and the arrows scroll it.
    .exclude('.command-list')
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary ?? ''}`),
  );
}

const pages = ['Emotions', 'Effects', 'Explanation', 'Edits', 'Suggest'];
const dialogs = [
  ['the palette', 'Control+k'],
  ['the export', 'Control+e'],
  ['the models', 'Shift+M'],
  ['the help', '?'],
  ['the settings', 'Control+,'],
  ['the library', 'Control+l'],
] as const;

for (const theme of ['dark', 'light', 'contrast'] as const) {
  test(`axe finds nothing on any page of the inspector, ${theme}`, async ({ workstation: page }) => {
    await openRecording(page, WEATHERS);
    await startWithoutEdits(page);
    await page.evaluate((name) => {
      document.documentElement.dataset.theme = name;
    }, theme);
    for (const name of pages) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      // Themes differ in nothing but colours.
      expect(await faults(page, theme === 'dark' ? LEVEL_AA : { rules: ['color-contrast'] }), name).toEqual(
        [],
      );
    }
  });
}

test('axe finds nothing in the dialogs', async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  for (const [name, keys] of dialogs) {
    await page.keyboard.press(keys);
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faults(page), name).toEqual([]);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
  }
});

test('at 200 % zoom everything can be scrolled to', async ({ workstation: page }) => {
  await page.setViewportSize({ width: 720, height: 450 });
  await openRecording(page, WEATHERS);
  for (const name of [
    'Play',
    'Match the loudness of the edited sound to the original',
    'Help and shortcuts',
  ]) {
    const button = page.getByRole('button', { name, exact: true });
    await button.scrollIntoViewIfNeeded();
    await expect(button).toBeInViewport({ ratio: 1 });
  }
  await page.getByRole('tab', { name: 'Suggest' }).click();
  await expect(page.getByRole('slider', { name: 'Target of valence' })).toBeInViewport({ ratio: 1 });
});
