import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fake-page.ts';
import { atRest } from './workstation.ts';

/**
 * Golden pictures of what the renderer itself draws, over synthetic recordings. Text is left out, since fonts differ between machines; a
 * little antialiasing may differ between browsers. After a wanted change: `--update-snapshots`, and look at the new pictures.
 */
const TOLERANCE = { threshold: 0.15, maxDiffPixelRatio: 0.02 };
/** Figures are mostly empty: there fewer pixels make a difference. */
const IN_FIGURES = { threshold: 0.15, maxDiffPixelRatio: 0.002 };

/** A part of a lane, from its left end on, in CSS px; without what lies over it. */
async function lane(page: Page, name: string, width: number, height: number): Promise<Buffer> {
  await page.mouse.move(2, 2);
  await atRest(page);
  const box = (await page.getByRole('slider', { name, exact: true }).boundingBox())!;
  const clip = {
    x: Math.ceil(box.x) + 4,
    y: Math.ceil(box.y) + 2,
    width: Math.min(width, Math.floor(box.width) - 8),
    height: Math.min(height, Math.floor(box.height) - 4),
  };
  return page.screenshot({ clip });
}

/** A figure without its text. */
async function figure(page: Page, plot: Locator): Promise<Buffer> {
  await page.mouse.move(2, 2);
  await page.addStyleTag({
    content:
      '*, *::before, *::after { color: transparent !important; transition: none !important; animation: none !important } text { fill: transparent !important }',
  });
  return plot.screenshot();
}

/** Colours of plus and minus in each other's place, here and in the scene. */
async function swapSigns(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { style } = document.documentElement;
    const present = getComputedStyle(document.documentElement);
    const pairs = [
      ['--plus', '--minus'],
      ['--over-plus', '--over-minus'],
    ] as const;
    const values = pairs.map(([plus, minus]) => [
      present.getPropertyValue(plus),
      present.getPropertyValue(minus),
    ]);
    pairs.forEach(([plus, minus], i) => {
      style.setProperty(plus, values[i]![1]!);
      style.setProperty(minus, values[i]![0]!);
    });
  });
  // The scene reads its colours with the theme.
  for (const theme of ['light', 'dark']) {
    await page.keyboard.press('Shift+T');
    await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  }
}

/** True when a picture is taken for the golden one: what is wrong on purpose must not be. */
function passes(picture: Buffer, name: string, tolerance = TOLERANCE): boolean {
  try {
    expect(picture).toMatchSnapshot(name, tolerance);
    return true;
  } catch {
    return false;
  }
}

// A picture that is wrong on purpose must never become the golden one.
const updating = () => ['all', 'changed'].includes(test.info().config.updateSnapshots);

test('the spectrogram’s tiles are painted, and another frequency axis or colour map is told apart', async ({
  fakePage: page,
}) => {
  expect(await lane(page, 'Segments of the explanation', 320, 140)).toMatchSnapshot(
    'spectrogram.png',
    TOLERANCE,
  );
  test.skip(updating(), 'Only the golden pictures are made anew.');
  await page.getByRole('button', { name: 'How the spectrogram is painted' }).click();
  await page.getByLabel('Frequency scale').selectOption('mel');
  await page.keyboard.press('Escape');
  expect(passes(await lane(page, 'Segments of the explanation', 320, 140), 'spectrogram.png')).toBe(false);
  await page.getByRole('button', { name: 'How the spectrogram is painted' }).click();
  await page.getByLabel('Frequency scale').selectOption('logarithmic');
  await page.getByLabel('Colours').selectOption('viridis');
  await page.keyboard.press('Escape');
  expect(passes(await lane(page, 'Segments of the explanation', 320, 140), 'spectrogram.png')).toBe(false);
});

test('the waveform and the emotion curves with their bands are drawn, and a view moved by two seconds is told apart', async ({
  fakePage: page,
}) => {
  expect(await lane(page, 'Playhead', 320, 60)).toMatchSnapshot('waveform.png', TOLERANCE);
  expect(await lane(page, 'Moment', 320, 80)).toMatchSnapshot('emotions.png', TOLERANCE);
  test.skip(updating(), 'Only the golden pictures are made anew.');
  await page.keyboard.press('+');
  expect(passes(await lane(page, 'Playhead', 320, 60), 'waveform.png')).toBe(false);
  expect(passes(await lane(page, 'Moment', 320, 80), 'emotions.png')).toBe(false);
});

test('explained segments are shaded by their sign, and signs with each other’s colour are told apart', async ({
  fakePage: page,
}) => {
  await page.getByRole('button', { name: /^Explain Dissonance/ }).click();
  await expect(page.getByRole('grid', { name: /segments/i })).toBeVisible({ timeout: 30_000 });
  expect(await lane(page, 'Segments of the explanation', 160, 140)).toMatchSnapshot(
    'segments.png',
    TOLERANCE,
  );
  test.skip(updating(), 'Only the golden pictures are made anew.');
  await swapSigns(page);
  expect(passes(await lane(page, 'Segments of the explanation', 160, 140), 'segments.png')).toBe(false);
});

test('bars of the effects plot stand where their values are, and signs with each other’s colour are told apart', async ({
  fakePage: page,
}) => {
  const plot = page.locator('.effects');
  expect(await figure(page, plot)).toMatchSnapshot('effects.png', IN_FIGURES);
  test.skip(updating(), 'Only the golden pictures are made anew.');
  await swapSigns(page);
  expect(passes(await figure(page, plot), 'effects.png', IN_FIGURES)).toBe(false);
});

test('the emotion plane shows path, place and interval, and the place of another moment is told apart', async ({
  fakePage: page,
}) => {
  await page.getByRole('tab', { name: 'Emotions' }).click();
  const plane = page.locator('svg.plane');
  expect(await figure(page, plane)).toMatchSnapshot('emotion-plane.png', IN_FIGURES);
  test.skip(updating(), 'Only the golden pictures are made anew.');
  await page.getByRole('slider', { name: 'Moment' }).focus();
  for (let presses = 0; presses < 3; presses++) await page.keyboard.press('PageDown');
  await expect(page.getByRole('slider', { name: 'Moment' })).toHaveAttribute('aria-valuetext', /^0:30/);
  expect(passes(await figure(page, plane), 'emotion-plane.png', IN_FIGURES)).toBe(false);
});
