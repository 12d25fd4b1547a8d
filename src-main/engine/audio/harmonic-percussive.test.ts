import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { harmonicPercussiveMasks } from './harmonic-percussive.ts';
import { movingMedian } from './moving-median.ts';
import { createRandom } from './signals.fixture.ts';

const [frames, bins] = [40, 50];
const settings = { frames, bins, harmonicWidth: 9, percussiveWidth: 9, margin: 2 };

/** By sorting every neighbourhood afresh. */
function plainMedian(values: Float32Array, axis: 'rows' | 'columns', width: number): Float32Array {
  const mirror = (i: number, n: number): number =>
    i < 0 ? mirror(-1 - i, n) : i >= n ? mirror(2 * n - 1 - i, n) : i;
  return values.map((_, cell) => {
    const [f, b] = [Math.floor(cell / bins), cell % bins];
    const near = Float32Array.from({ length: width }, (_, k) => {
      const d = k - (width - 1) / 2;
      return axis === 'rows'
        ? values[mirror(f + d, frames) * bins + b]!
        : values[f * bins + mirror(b + d, bins)]!;
    });
    return near.sort()[(width - 1) / 2]!;
  });
}

function cells(value: (frame: number, bin: number) => number): Float32Array {
  return Float32Array.from({ length: frames * bins }, (_, i) => value(Math.floor(i / bins), i % bins));
}

describe('the moving median', () => {
  const random = createRandom(5);
  const noise = cells(() => Math.round(20 * random()));
  test.each([1, 3, 31, 101])(
    'equals sorting every neighbourhood, %i wide, ties and borders included',
    (width) => {
      for (const axis of ['rows', 'columns'] as const)
        expect(movingMedian(noise, frames, bins, axis, width)).toEqual(plainMedian(noise, axis, width));
    },
  );

  test('refuses an even width', () => {
    expect(() => movingMedian(noise, frames, bins, 'rows', 4)).toThrow(RangeError);
  });
});

describe('harmonic, percussive and residual', () => {
  test('are the cells that scipy’s median filters say', () => {
    const golden = JSON.parse(
      readFileSync(new URL('../../../test/golden/separation/medians.json', import.meta.url), 'utf8'),
    );
    const masks = harmonicPercussiveMasks(Float32Array.from(golden.magnitudes), golden);
    expect(Array.from(masks.harmonic)).toEqual(golden.harmonic);
    expect(Array.from(masks.percussive)).toEqual(golden.percussive);
  });

  test('a held tone is harmonic and a click percussive', () => {
    const { harmonic, percussive } = harmonicPercussiveMasks(
      cells((f, b) => (b === 10 || f === 20 ? 1 : 0.001)),
      settings,
    );
    expect(harmonic[5 * bins + 10]).toBe(1);
    expect(percussive[5 * bins + 10]).toBe(0);
    expect(percussive[20 * bins + 40]).toBe(1);
    expect(harmonic[20 * bins + 40]).toBe(0);
  });

  test('the three add up to the whole in every cell, and noise leaves a residual', () => {
    const random = createRandom(9);
    const { harmonic, percussive, residual } = harmonicPercussiveMasks(cells(random), settings);
    expect(harmonic.map((h, i) => h + percussive[i]! + residual[i]!)).toEqual(
      new Float32Array(frames * bins).fill(1),
    );
    expect(Math.min(...residual)).toBe(0);
    expect(residual.some((value) => value === 1)).toBe(true);
  });

  test('silence is residual', () => {
    expect(
      harmonicPercussiveMasks(
        cells(() => 0),
        settings,
      ).residual,
    ).toEqual(cells(() => 1));
  });

  test('refuses a margin below 1, where a cell could be both', () => {
    expect(() =>
      harmonicPercussiveMasks(
        cells(() => 1),
        { ...settings, margin: 0.5 },
      ),
    ).toThrow(RangeError);
  });
});
