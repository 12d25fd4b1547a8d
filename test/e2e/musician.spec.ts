import { readFile } from 'node:fs/promises';
import { listen, rmsOf } from './output-tap.ts';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

test.describe.configure({ mode: 'serial' });

test('a musician goes the whole circle: cause, place, change, sound, shift, undo', async ({
  workstation: page,
}) => {
  await openRecording(page, 'Bach, Prelude BWV 847, brisk and detached');
  await startWithoutEdits(page);
  await page.getByRole('tab', { name: 'Effects' }).click();
  await page.getByRole('radio', { name: 'Moment' }).click();
  await page.getByRole('option', { name: /^Valence/ }).click();
  await test.step('the strongest bar of the effects plot opens its explanation', async () => {
    await page
      .getByRole('button', { name: /^Explain Melodiousness/ })
      .first()
      .click();
    await expect(page.getByText(/\d+ segments, \d+ marked/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/R² 0\.\d\d/).last()).toBeVisible();
  });

  await test.step('the segments that lower it are selected and muted', async () => {
    await page.getByRole('button', { name: /Select \d+ negative/ }).click();
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByRole('tab', { name: 'Edits' }).click();
    await expect(page.getByText(/1 step/)).toBeVisible();
  });

  await test.step('the predicted shift is shown', async () => {
    const strip = page.getByRole('region', { name: 'Predicted shift' });
    await expect(strip).toContainText(/[+−]0\.\d{3}/, { timeout: 30_000 });
    await page.getByRole('tab', { name: 'Effects' }).click();
    await expect(
      page.getByRole('button', { name: /^Explain Melodiousness: .* shifted by \+0\.\d{3}/ }),
    ).toBeVisible();
  });

  await test.step('the edit sounds, and is compared with the original in sync', async () => {
    // Both sides from the start, so that the same passage is compared.
    const level = async () => {
      await page.keyboard.press('Home');
      await page.keyboard.press('Space');
      await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
      await listen(page, 500);
      const { samples } = await listen(page, 3000);
      await page.keyboard.press('Space');
      return rmsOf(samples);
    };
    const edited = await level();
    await page.keyboard.press('d');
    const difference = await level();
    await page.keyboard.press('b');
    const original = await level();
    expect(edited).toBeGreaterThan(0.001);
    expect(original).toBeGreaterThan(0.001);
    // What the edit takes away is a part of the sound; out of step the difference would be louder than either side.
    expect(difference / original).toBeGreaterThan(0.02);
    expect(difference / original).toBeLessThan(0.9);
  });

  await test.step('undo takes the edit back, redo brings it again, and it is there after a reload', async () => {
    await page.getByRole('tab', { name: 'Edits' }).click();
    await page.keyboard.press('Control+z');
    await expect(page.getByText(/1 step/)).toBeHidden();
    await page.keyboard.press('Control+Shift+z');
    await expect(page.getByText(/1 step/)).toBeVisible();
    await page.reload();
    await page.getByRole('tab', { name: 'Edits' }).click();
    await expect(page.getByText(/1 step/)).toBeVisible();
  });
});

test('the edit is exported as a file that holds it', async ({ workstation: page }) => {
  await page
    .getByRole('button', { name: /^Export/ })
    .first()
    .click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: /^Export/ }).click(),
  ]);
  const bytes = await readFile(await download.path());
  expect(['RIFF', 'fLaC']).toContain(bytes.subarray(0, 4).toString());
  expect(bytes.length).toBeGreaterThan(1_000_000);
});
