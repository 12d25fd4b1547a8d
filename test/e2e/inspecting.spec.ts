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

test('a producer reads the effects of the moment, over the recording and in the model, as values and as shares', async ({
  workstation: page,
}) => {
  const inspector = page.getByRole('region', { name: 'Inspector' });
  await page.getByRole('tab', { name: 'Effects' }).click();
  // After a click the keys of the transport are the workstation's, as Space is.
  await page.keyboard.press('Home');
  await expect(page.getByRole('tab', { name: 'Effects' })).toHaveAttribute('aria-selected', 'true');
  await inspector.getByRole('option', { name: /^Valence/ }).click();

  await page.getByRole('radio', { name: 'Recording' }).click();
  await expect(
    inspector.getByText(/^Over the recording valence is .* \(mostly .* to .*\), m(ost|ain)ly because/),
  ).toBeVisible();
  await expect(
    inspector.getByRole('button', {
      name: /^Explain Minorness: median effect [+−]0\.\d{3}, .*half of the windows .* to .*, nine of ten .* to .*, this moment/,
    }),
  ).toBeVisible();
  await inspector.getByRole('button', { name: 'Show as a table' }).click();
  const spread = inspector.getByRole('table', { name: 'Effects over the windows' });
  await expect(spread.getByRole('row', { name: /^Sum( [+−]?\d\.\d\d){6}$/ })).toBeVisible();
  await inspector.getByRole('button', { name: 'Show as a table' }).click();

  await page.getByRole('radio', { name: 'Share' }).click();
  const shares = await inspector.getByRole('button', { name: /^Explain .* share \d+ %/ }).count();
  expect(shares).toBeGreaterThan(6);
  await expect(inspector.getByText('Intercept', { exact: true })).toHaveCount(0);
  await page.getByRole('radio', { name: 'Value' }).click();

  await page.getByRole('radio', { name: 'Model' }).click();
  await expect(
    inspector.getByText(/^The model adds 0\.\d\d to valence per standard deviation of/),
  ).toBeVisible();
  const bar = inspector.getByRole('button', { name: /^Explain Minorness: weight −0\.\d{3}, share \d+ %$/ });
  await bar.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Explanation' })).toHaveAttribute('aria-selected', 'true');
  await expect(inspector.getByLabel('Explain in the chosen moment')).toHaveValue('minorness');
  await inspector.getByRole('button', { name: 'Cancel' }).click();
  await expect(inspector.getByRole('button', { name: 'Explain', exact: true })).toBeVisible();
});

test('an analyst measures a model and compares it with another on the open recording', async ({
  workstation: page,
}) => {
  await page.keyboard.press('Shift+M');
  const dialog = page.getByRole('dialog', { name: 'Models' });
  const article = dialog.getByRole('article', { name: 'Mezzo two-level', exact: true });
  await article.getByRole('button', { name: 'Measure speed' }).click();
  await expect(article.getByText(/^CPU: \d+(\.\d)? windows of 10\.\d/)).toBeVisible({
    timeout: 30_000,
  });
  const comparison = dialog.getByRole('region', { name: 'Compare two models' });
  await comparison.getByLabel('Mezzo two-level with').selectOption('Mezzo two-level, piano');
  await comparison.getByRole('button', { name: 'Compare', exact: true }).click();
  const table = comparison.getByRole('table', { name: /means over \d+ common windows/ });
  await expect(table).toBeVisible({ timeout: 60_000 });
  await expect(
    table.getByRole('row', { name: /^Valence [+−]?\d\.\d\d [+−]?\d\.\d\d [+−]?\d\.\d\d [+−]?\d\.\d\d$/ }),
  ).toBeVisible();
  await expect(table.getByRole('row', { name: /^Minorness/ })).toBeVisible();
  await page.keyboard.press('Escape');
});
