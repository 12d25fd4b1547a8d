import type { Page } from '@playwright/test';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { atRest, expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

/** A place on the spectrogram, as shares of its width and height from the top left. */
type Place = readonly [number, number];

/** Drags along places of the spectrogram with some keys held. */
async function drag(page: Page, places: readonly Place[], keys: readonly string[] = []): Promise<void> {
  const box = (await page.getByRole('slider', { name: 'Segments of the explanation' }).boundingBox())!;
  const at = ([x, y]: Place) => [box.x + x * box.width, box.y + y * box.height] as const;
  for (const key of keys) await page.keyboard.down(key);
  await page.mouse.move(...at(places[0]!));
  await page.mouse.down();
  for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 6 });
  await page.mouse.up();
  for (const key of keys) await page.keyboard.up(key);
}

const selection = (page: Page) => page.getByRole('region', { name: 'Selection' }).getByRole('status').first();

test('a lasso is drawn, added to with Shift, cut with Alt, typed as numbers, and muted', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await page.getByRole('tab', { name: 'Explanation' }).click();
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await expect(page.getByRole('radio', { name: 'Select with a lasso' })).toBeChecked();
  await drag(page, [
    [0.2, 0.3],
    [0.4, 0.3],
    [0.4, 0.6],
    [0.2, 0.6],
  ]);
  await expect(selection(page)).toHaveText(/^Outline, 0:0/);
  await page.keyboard.press('r');
  await drag(
    page,
    [
      [0.6, 0.3],
      [0.7, 0.5],
    ],
    ['Shift'],
  );
  await expect(selection(page)).toHaveText(/^Outline, 0:0[56]\..*–0:2[01]/);
  await drag(
    page,
    [
      [0.1, 0.1],
      [0.5, 0.9],
    ],
    ['Alt'],
  );
  // The lasso is gone; what is left is the rectangle, which is a region again.
  await expect(selection(page)).toHaveText(/^0:1/);

  await page.getByRole('button', { name: 'Type a selection' }).click();
  const form = page.getByRole('dialog', { name: 'Select by numbers' });
  await form.getByLabel('Kind').selectOption('Outline');
  await form.getByLabel(/^Corners/).fill('2 200\n6 200\n4');
  await form.getByRole('button', { name: 'Select', exact: true }).click();
  await expect(form.getByRole('status')).toContainText('“4” is no corner');
  await form.getByLabel(/^Corners/).fill('2 200\n6 200\n4 3000');
  await form.getByRole('button', { name: 'Select', exact: true }).click();
  await expect(form.getByRole('status')).toContainText('Outline, 0:02.00–0:06.00, 200 Hz–3.00 kHz');
  await form.getByLabel('Kind').selectOption('Time range, all frequencies');
  await form.getByLabel(/^From/).fill('8');
  await form.getByLabel(/^To/).fill('9.5');
  await form.getByLabel(/^To/).press('Enter');
  await form.getByRole('button', { name: 'Add' }).click();
  await expect(form.getByRole('status')).toContainText('Outline, 0:02.00–0:09.50');
  await page.keyboard.press('Escape');

  const before = await atRest(page);
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Mute' }).click();
  await expect(page.getByRole('region', { name: 'Predicted shift' })).toContainText(/[+−]0\.\d{3}/);
  expect((await atRest(page)).equals(before)).toBe(false);
  await startWithoutEdits(page);
});

test('level, range, scale, colours, tool and the lanes’ heights are there again after a reload', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  const plain = await atRest(page);
  await page.keyboard.press('g');
  const controls = page.getByRole('button', { name: 'How the spectrogram is painted' });
  await controls.click();
  await page.getByRole('slider', { name: 'Level' }).fill('12');
  await page.getByRole('slider', { name: 'Range' }).fill('60');
  await page.getByLabel('Frequency scale').selectOption('linear');
  await page.getByLabel('Colours').selectOption('viridis');
  await expect(page.getByText('−72 dB')).toBeVisible();
  await page.keyboard.press('Escape');
  const border = page.getByRole('separator', { name: 'Border between Spectrogram and Emotions' });
  const height = Number(await border.getAttribute('aria-valuenow'));
  await border.focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('ArrowDown');
  await expect
    .poll(async () => Number(await border.getAttribute('aria-valuenow')))
    .toBeGreaterThan(height + 30);
  const waveform = page.getByRole('button', { name: 'Waveform', exact: true });
  await waveform.click();
  await expect(waveform).toHaveAttribute('aria-expanded', 'false');
  const taller = await border.getAttribute('aria-valuenow');
  expect((await atRest(page)).equals(plain)).toBe(false);
  // The view is saved once it rests; there is nothing to see of it.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(page.getByRole('radio', { name: 'Select with a lasso' })).toBeChecked();
  await expect(waveform).toHaveAttribute('aria-expanded', 'false');
  await expect(border).toHaveAttribute('aria-valuenow', taller ?? '');
  await waveform.click();
  await border.dblclick();
  await expect(border).toHaveAttribute('aria-valuenow', String(height));
  await controls.click();
  await expect(page.getByRole('slider', { name: 'Level' })).toHaveValue('12');
  await expect(page.getByRole('slider', { name: 'Range' })).toHaveValue('60');
  await expect(page.getByLabel('Frequency scale')).toHaveValue('linear');
  await expect(page.getByLabel('Colours')).toHaveValue('viridis');
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByRole('slider', { name: 'Range' })).toHaveValue('100');
  await page.keyboard.press('Escape');
  await page.keyboard.press('r');
});

test('markers are dropped, renamed, jumped to and removed, and stay with the recording', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  const playhead = page.getByRole('slider', { name: 'Playhead' });
  const markers = page.getByRole('list', { name: 'Markers' }).getByRole('button');
  await page.keyboard.press('m');
  await page.keyboard.press('PageDown');
  await expect(playhead).toHaveAttribute('aria-valuetext', /^0:10\.00/);
  await page.keyboard.press('m');
  await expect(markers).toHaveText(['Marker 1', 'Marker 2']);
  await page.keyboard.press(',');
  await expect(playhead).toHaveAttribute('aria-valuetext', /^0:00\.00/);
  await markers.nth(1).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'New name of Marker 2' }).fill('Rain begins');
  await page.keyboard.press('Enter');
  await expect(markers).toHaveText(['Marker 1', 'Rain begins']);
  // The view is saved once it rests; there is nothing to see of it.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(markers).toHaveText(['Marker 1', 'Rain begins']);
  await page.getByRole('button', { name: 'Rain begins' }).click();
  await expect(playhead).toHaveAttribute('aria-valuetext', /^0:10\.00/);
  for (let left = 2; left > 0; left--) {
    await markers.first().focus();
    await page.keyboard.press('Delete');
    await expect(markers).toHaveCount(left - 1);
  }
});
