import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

/** The inspector: where a recording lies among the emotions, and its effects at three levels. */

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

test.beforeEach(async ({ workstation: page }) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
});

// The other files of the suite start on the effects of a moment.
test.afterEach(async ({ workstation: page }) => {
  await page.getByRole('tab', { name: 'Effects' }).click();
  await page.getByRole('radio', { name: 'Moment' }).click();
});

test('an analyst sees the path of a recording through valence and arousal, and goes to a moment of it', async ({
  workstation: page,
}) => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await page.getByRole('tab', { name: 'Emotions' }).click();
  await page.getByRole('radio', { name: 'Moment' }).click();
  const sentence =
    /This moment lies at valence [+−]?\d\.\d\d and arousal [+−]?\d\.\d\d, in the (tense|joyful|sad|calm) quarter/;
  await expect(inspector.getByRole('img', { name: sentence })).toBeVisible();
  await expect(inspector.getByText(sentence)).toBeVisible();

  await inspector.getByRole('button', { name: 'Show as a table' }).click();
  const table = inspector.getByRole('table', { name: /^Valence and arousal, \d+ of \d+ windows/ });
  await expect(table.getByRole('row', { name: /^This moment/ })).toBeVisible();
  const last = table.getByRole('button', { name: /^Choose the moment at/ }).last();
  const [, at] = /at (\S+)$/.exec((await last.getAttribute('aria-label')) ?? '') ?? [];
  await last.focus();
  await page.keyboard.press('Enter');
  const chosen = table.getByRole('row', { name: /^This moment/ });
  const row = table.getByRole('row', { name: at ?? 'none' });
  await expect
    .poll(async () => (await chosen.getByRole('cell').allInnerTexts()).join())
    .toBe((await row.getByRole('cell').allInnerTexts()).join());
  await inspector.getByRole('button', { name: 'Show as a table' }).click();

  await page.getByRole('radio', { name: 'Recording' }).click();
  await expect(inspector.getByText(/^The recording lies at valence .* of its windows\.$/)).toBeVisible();
});
