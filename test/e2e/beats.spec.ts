import type { Locator, Page } from '@playwright/test';
import { openRecording, startWithoutEdits } from './recordings.ts';
import { expect, test } from './workstation.ts';

const WEATHERS = 'Two weathers, for drums, bass, chords and melody';

const bars = (page: Page) => page.getByTitle('Bar, beat and hundredths of the beat');
const beatsDialog = (page: Page) => page.getByRole('dialog', { name: 'Beats and bars' });

async function openBeats(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: 'Beats and bars' }).click();
  return beatsDialog(page);
}

async function closeBeats(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(beatsDialog(page)).toHaveCount(0);
}

test('beats are found, bars counted from where they are said to start, undone, and there again after a reload', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await page.keyboard.press('Home');
  let dialog = await openBeats(page);
  await dialog.getByRole('radio', { name: 'Both' }).click();
  await expect(dialog.getByText(/^Found 5\d beats, about 116 a minute/)).toBeVisible({ timeout: 30_000 });
  await expect(dialog.getByText('Bars are shown once you say where bar 1 starts.')).toBeVisible();
  await dialog.getByRole('button', { name: 'At the playhead' }).click();
  await closeBeats(page);
  await page.keyboard.press('PageDown');
  // The script of the piece: beats of 60/116 s from 0.2 s on, so that 10 s lie in the third beat of bar 5.
  await expect(bars(page)).toHaveText(/^5:3\.9\d$/);
  await page.getByRole('button', { name: 'Undo Bar 1 starts here' }).click();
  await expect(bars(page)).toHaveText('');
  await page.getByRole('button', { name: 'Redo Bar 1 starts here' }).click();
  await expect(bars(page)).toHaveText(/^5:3\.9\d$/);
  // The view is saved once it rests; there is nothing to see of it.
  await page.waitForTimeout(1500);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeEnabled();
  await page.keyboard.press('PageDown');
  await expect(bars(page)).toHaveText(/^5:3\.9\d$/);

  dialog = await openBeats(page);
  await dialog.getByLabel('Tempo (a minute)').fill('60');
  await dialog.getByLabel('Tempo (a minute)').press('Enter');
  await dialog.getByLabel('Beats a bar').fill('3');
  await dialog.getByLabel('Beats a bar').press('Enter');
  await expect(dialog.getByText('A steady tempo is set.')).toBeVisible();
  await expect(bars(page)).toHaveText(/^4:1\.8\d$/);
  await dialog.getByRole('button', { name: 'Clear' }).click();
  await expect(bars(page)).toHaveText('');
  await dialog.getByRole('radio', { name: 'Time' }).click();
  await closeBeats(page);
});

test('a selection snaps to beats, its edge is dragged, and so is that of an edit', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await startWithoutEdits(page);
  await page.getByRole('tab', { name: 'Explanation' }).click();
  await page.keyboard.press('Escape');
  const waveform = page.getByRole('slider', { name: 'Playhead' });
  const box = (await waveform.boundingBox())!;
  const drag = async (from: number, to: number, y = box.y + 20) => {
    const x = (seconds: number) => box.x + (seconds / 29.99) * box.width;
    await page.mouse.move(x(from), y);
    await page.mouse.down();
    await page.mouse.move(x((from + to) / 2), y + 4);
    await page.mouse.move(x(to), y + 4);
    await page.mouse.up();
  };
  const selection = page.getByRole('region', { name: 'Selection' }).getByRole('status').first();
  await page.keyboard.press('s');
  const dialog = await openBeats(page);
  await expect(dialog.getByRole('button', { name: 'Selections snap to beats' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await expect(dialog.getByText(/^Found 5\d beats/)).toBeVisible({ timeout: 30_000 });
  await closeBeats(page);
  // Beats lie at 0.2 + 60/116 · n seconds: 5.37 and 10.03 are among them.
  await drag(5.5, 10.2);
  await expect(selection).toHaveText(/^0:05\.3\d–0:10\.0\d/);
  await drag(10.03, 15.3);
  await expect(selection).toHaveText(/^0:05\.3\d–0:15\.2\d/);
  await page.keyboard.press('s');
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Mute' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Edits' }).click();
  const edit = page.getByRole('list').getByRole('listitem', { name: /^0:05\.3\d–/ });
  await expect(edit).toHaveAccessibleName(/^0:05\.3\d–0:15\.2\d/);
  const lane = (await page.getByRole('slider', { name: 'Segments of the explanation' }).boundingBox())!;
  await drag(15.2, 20, lane.y + lane.height / 2);
  await expect(edit).toHaveAccessibleName(/^0:05\.3\d–0:(19\.9|20\.0)\d/);
  await startWithoutEdits(page);
});

test('a marker is nudged by keys, dragged by the pointer, and put back by undo', async ({
  workstation: page,
}) => {
  await openRecording(page, WEATHERS);
  await page.keyboard.press('Home');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('m');
  const marker = page.getByRole('list', { name: 'Markers' }).getByRole('button');
  await marker.focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await expect(marker).toHaveAccessibleName('Marker 1, 0:10.29');
  const box = (await marker.boundingBox())!;
  await page.mouse.move(box.x + 10, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + 8);
  await page.mouse.move(box.x + 110, box.y + 8);
  await page.mouse.up();
  await expect(marker).toHaveAccessibleName(/^Marker 1, 0:1[3-6]\./);
  await page.keyboard.press('Control+z');
  await expect(marker).toHaveAccessibleName('Marker 1, 0:10.00');
  await page.keyboard.press('Control+z');
  await expect(marker).toHaveCount(0);
});
