import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stftGrid } from '../audio/stft.ts';
import { type CellShape, createMask, frequencyEdgeWidth } from './mask.ts';

const grid = stftGrid(44_100);
const band = (low: number, high: number) => {
  const membership = createMask({ kind: 'band', low, high }, grid).at(0)!;
  return (hertz: number) => membership[Math.round(hertz / grid.binHertz)]!;
};

/** Quarter tones from 55 Hz, as the models use them. */
const bandEdges = Float64Array.from({ length: 169 }, (_, b) => 55 * 2 ** ((b - 0.5) / 24));
const bands = 168;
const frames = 12;

function cells(chosen: (frame: number, band: number) => boolean): CellShape {
  return {
    kind: 'cells',
    start: 1,
    frameSeconds: 0.032,
    frames,
    bandEdges,
    cells: Uint8Array.from({ length: frames * bands }, (_, i) =>
      chosen(Math.floor(i / bands), i % bands) ? 1 : 0,
    ),
  };
}

describe('membership of a frequency band', () => {
  it('is 1 inside, 0 outside and a half at the edges', () => {
    const share = band(1000, 4000);
    expect([share(2000), share(300), share(9000)]).toEqual([1, 0, 0]);
    expect(share(1000)).toBeCloseTo(0.5, 1);
    expect(share(4000)).toBeCloseTo(0.5, 1);
  });

  it('goes to the very ends when the band does', () => {
    expect(band(0, 500)(0)).toBe(1);
    expect(band(500, 22_050)(22_050)).toBe(1);
  });

  it('stays between 0 and 1 for any band, and reaches 1 in its middle', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 20_000, noNaN: true }),
        fc.double({ min: 0.1, max: 5000, noNaN: true }),
        (low, width) => {
          const membership = createMask({ kind: 'band', low, high: low + width }, grid).at(0)!;
          expect(Math.min(...membership)).toBeGreaterThanOrEqual(0);
          expect(Math.max(...membership)).toBeLessThanOrEqual(1);
          expect(Math.max(...membership)).toBeGreaterThan(0.7);
        },
      ),
      { numRuns: 200, seed: 3 },
    );
  });

  it('makes the edge a semitone wide, and never less than four bins', () => {
    expect(frequencyEdgeWidth(8000, grid.binHertz)).toBeCloseTo(8000 * (2 ** (1 / 12) - 1), 9);
    expect(frequencyEdgeWidth(100, grid.binHertz)).toBeCloseTo(4 * grid.binHertz, 9);
  });
});

describe('membership of explained segments', () => {
  it('adds up to 1 over all segments, cell by cell, where the bands reach', () => {
    const labels = (frame: number, b: number) => Math.floor(frame / 5) + 3 * Math.floor(b / 7);
    const masks = Array.from({ length: 80 }, (_, id) =>
      createMask(
        cells((frame, b) => labels(frame, b) === id),
        grid,
      ),
    );
    const low = Math.ceil(100 / grid.binHertz);
    const high = Math.floor(6500 / grid.binHertz);
    for (const frame of [0, 40, 47, 52, 58, 90]) {
      const sum = new Float64Array(grid.bins);
      for (const mask of masks) {
        const membership = mask.at(frame);
        if (membership) for (let k = 0; k < grid.bins; k++) sum[k] = sum[k]! + membership[k]!;
      }
      for (let k = low; k < high; k++) expect(sum[k]).toBeCloseTo(1, 9);
    }
  });

  it('takes no part in what lies above the highest and below the lowest band', () => {
    const membership = createMask(
      cells(() => true),
      grid,
    ).at(50)!;
    expect(membership[Math.round(8000 / grid.binHertz)]).toBe(0);
    expect(membership[grid.bins - 1]).toBe(0);
    expect(membership[0]).toBe(0);
    expect(membership[Math.round(1000 / grid.binHertz)]).toBeCloseTo(1, 12);
  });

  it('finds the frame of the label map by its time', () => {
    const mask = createMask(
      cells((frame) => frame === 6),
      grid,
    );
    const hopSeconds = grid.hop / 44_100;
    const bin = Math.round(1000 / grid.binHertz);
    for (let frame = 35; frame < 65; frame++) {
      const distance = Math.abs(frame * hopSeconds - (1 + 6 * 0.032)) / 0.032;
      expect(mask.at(frame)?.[bin] ?? 0).toBeCloseTo(Math.max(0, 1 - distance), 6);
    }
  });
});
