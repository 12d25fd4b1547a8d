import { PNG } from 'pngjs';
import { describe, expect, test } from 'vitest';
import { type ColourMap, colourAt, cool, grey, warm } from './colour-map.ts';
import { explanationPicture, type PictureInput, type Sign } from './picture.ts';

/** Four squares of 6 × 6 cells; level rises with time: 0 early low, 1 early high, 2 late low, 3 late high. */
const [FRAMES, BANDS] = [12, 12];
const cells = Array.from({ length: FRAMES * BANDS }, (_, i) => ({ f: Math.floor(i / BANDS), b: i % BANDS }));
const input: PictureInput = {
  values: Float32Array.from(cells, ({ f }) => f),
  labels: Int32Array.from(cells, ({ f, b }) => (f < 6 ? 0 : 2) + (b < 6 ? 0 : 1)),
  frames: FRAMES,
  bands: BANDS,
  weights: Float64Array.of(1, -1, 1, -1),
  selected: Uint8Array.of(0, 1, 1, 1),
  sign: 'positive',
};

/** The pixels of one square, top row first. */
function square(sign: Sign, segment: number, cellSize = 4): number[][] {
  const png = PNG.sync.read(Buffer.from(explanationPicture({ ...input, sign, cellSize })));
  const side = 6 * cellSize;
  const [left, top] = [segment >= 2 ? side : 0, segment % 2 === 1 ? 0 : side];
  const pixel = (i: number) => {
    const at = ((top + Math.floor(i / side)) * png.width + left + (i % side)) * 4;
    return [png.data[at]!, png.data[at + 1]!, png.data[at + 2]!];
  };
  return Array.from({ length: side * side }, (_, i) => pixel(i));
}

const isGrey = ([r, g, b]: number[]) => Math.max(r!, g!, b!) - Math.min(r!, g!, b!) <= 6;
const isWhite = (pixel: number[]) => pixel.every((channel) => channel === 255);
const coloured = (pixels: number[][]) => pixels.filter((pixel) => !isGrey(pixel)).length / pixels.length;
const luminance = ([r, g, b]: number[]) => {
  const [lr, lg, lb] = [r!, g!, b!].map((c) => (c <= 10 ? c / 3295 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * lr! + 0.7152 * lg! + 0.0722 * lb!;
};
const lightness = (pixel: number[]) => 116 * Math.cbrt(luminance(pixel)) - 16;

describe('explanation pictures', () => {
  test('have at least three pixels a cell', () => {
    const png = PNG.sync.read(Buffer.from(explanationPicture({ ...input, cellSize: 3 })));
    expect([png.width, png.height]).toEqual([36, 36]);
    expect(() => explanationPicture({ ...input, cellSize: 2 })).toThrow('legible');
  });

  test('time runs to the right and frequency upwards: the late low square is bottom right', () => {
    expect([0, 1, 2, 3].map((segment) => coloured(square('positive', segment)) > 0.5)).toEqual([
      false,
      false,
      true,
      false,
    ]);
    const dark = square('positive', 0);
    expect(lightness(dark[23]!)).toBeGreaterThan(lightness(dark[0]!));
  });

  test('show the selected segments of their sign and no others', () => {
    const shown = (sign: Sign) => [0, 1, 2, 3].filter((segment) => coloured(square(sign, segment)) > 0.5);
    expect(shown('positive')).toEqual([2]);
    expect(shown('negative')).toEqual([1, 3]);
  });

  test('tell the signs apart without colour: solid outline or dashed outline and hatching', () => {
    const topRow = (pixels: number[][]) => pixels.slice(0, 24);
    expect(topRow(square('positive', 2)).every(isWhite)).toBe(true);
    const dashes = topRow(square('negative', 3)).filter(isWhite).length;
    expect(dashes).toBeGreaterThan(10);
    expect(dashes).toBeLessThan(20);
    const rowInside = (pixels: number[][]) => pixels.slice(24 * 9 + 1, 24 * 10 - 1).map(lightness);
    expect(jumps(rowInside(square('positive', 2)))).toBe(0);
    // 22 pixels cross two or three hatches, each with two edges.
    expect(jumps(rowInside(square('negative', 1)))).toBeGreaterThanOrEqual(4);
    expect(jumps(rowInside(square('negative', 3)))).toBeGreaterThanOrEqual(4);
  });

  test('silence makes a picture as well', () => {
    const silent = { ...input, values: new Float32Array(FRAMES * BANDS), selected: new Uint8Array(4) };
    expect(PNG.sync.read(Buffer.from(explanationPicture(silent))).width).toBe(48);
  });
});

test.each<[string, ColourMap]>([
  ['grey', grey],
  ['warm', warm],
  ['cool', cool],
])('louder is always lighter in the %s map', (_, map) => {
  const ladder = Array.from({ length: 33 }, (_, i) => lightness([...colourAt(map, i / 32)]));
  const steps = ladder.slice(1).map((value, i) => value - ladder[i]!);
  expect(Math.min(...steps)).toBeGreaterThan(0.5);
  expect(Math.max(...steps)).toBeLessThan(5);
});

/** How often lightness jumps by more than ten of a hundred from one pixel to the next. */
function jumps(values: number[]): number {
  return values.slice(1).filter((value, i) => Math.abs(value - values[i]!) > 10).length;
}
