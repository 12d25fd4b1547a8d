import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CellShape } from './mask.ts';
import { polygonCells } from './polygon-cells.ts';

const NYQUIST = 22_050;

type Points = [number, number][];

const shapeOf = (points: Points): CellShape => {
  const { shape } = polygonCells(points, NYQUIST);
  if (!shape) throw new Error('nothing is inside');
  return shape;
};

/** Seconds × hertz covered by the cells. */
function area({ cells, frames, frameSeconds, bandEdges }: CellShape): number {
  const bands = bandEdges.length - 1;
  let sum = 0;
  for (let i = 0; i < frames * bands; i++)
    sum += cells[i]! * frameSeconds * (bandEdges[(i % bands) + 1]! - bandEdges[i % bands]!);
  return sum;
}

function covers({ cells, start, frameSeconds, bandEdges }: CellShape, time: number, hertz: number): boolean {
  const frame = Math.round((time - start) / frameSeconds);
  const band = bandEdges.findLastIndex((edge) => edge <= hertz);
  return cells[frame * (bandEdges.length - 1) + band] === 1;
}

test('a rectangle covers its area, up to its very edges', () => {
  const shape = shapeOf([
    [1, 300],
    [3, 300],
    [3, 1200],
    [1, 1200],
  ]);
  expect(area(shape)).toBeCloseTo(2 * 900, 6);
  expect(shape.start - shape.frameSeconds / 2).toBeCloseTo(1, 9);
  expect(shape.bandEdges[0]).toBe(300);
  expect(shape.bandEdges.at(-1)).toBe(1200);
});

test('a triangle covers half of its rectangle, below its slope and not above', () => {
  const shape = shapeOf([
    [0, 1000],
    [4, 1000],
    [4, 5000],
  ]);
  expect(area(shape) / (0.5 * 4 * 4000)).toBeCloseTo(1, 2);
  expect(covers(shape, 3, 2000)).toBe(true);
  expect(covers(shape, 1, 3000)).toBe(false);
  expect(covers(shape, 1, 1200)).toBe(true);
});

test('a ring inside, reached by an edge there and back, is a hole', () => {
  const shape = shapeOf([
    [0, 500],
    [6, 500],
    [6, 4000],
    [0, 4000],
    [0, 500],
    [2, 1000],
    [4, 1000],
    [4, 2000],
    [2, 2000],
    [2, 1000],
  ]);
  expect(area(shape) / (6 * 3500 - 2 * 1000)).toBeCloseTo(1, 2);
  expect(covers(shape, 3, 1500)).toBe(false);
  expect(covers(shape, 1, 1500)).toBe(true);
  expect(covers(shape, 3, 3000)).toBe(true);
});

test('an outline that crosses itself holds both of its wings and not the middle twice', () => {
  const shape = shapeOf([
    [0, 1000],
    [2, 2000],
    [2, 1000],
    [0, 2000],
  ]);
  expect(area(shape) / 1000).toBeCloseTo(1, 2);
  expect(covers(shape, 0.2, 1500)).toBe(true);
  expect(covers(shape, 1, 1900)).toBe(false);
});

test('what is thinner than a band still covers the band it lies in', () => {
  const shape = shapeOf([
    [0, 1000],
    [1, 1000],
    [1, 4000],
    [0.99, 4000],
    [0.99, 1002],
    [0, 1002],
  ]);
  expect(covers(shape, 0.5, 1001)).toBe(true);
  expect(covers(shape, 0.5, 2000)).toBe(false);
});

test('from 0 Hz to the top there is no edge in frequency', () => {
  const { bandEdges } = shapeOf([
    [0, 0],
    [1, 0],
    [1, 30_000],
    [0, 30_000],
  ]);
  expect(bandEdges[0]).toBeLessThan(-1000);
  expect(bandEdges.at(-1)).toBeGreaterThan(NYQUIST + 1000);
});

test('an outline without area, or above all frequencies, holds nothing', () => {
  const line: Points = [
    [0, 100],
    [1, 200],
    [2, 300],
  ];
  expect(polygonCells(line, NYQUIST).shape).toBeNull();
  const above: Points = [
    [0, 30_000],
    [1, 30_000],
    [1, 40_000],
  ];
  expect(polygonCells(above, NYQUIST).shape).toBeNull();
});

test('hours fit into a bounded number of cells', () => {
  const shape = shapeOf([
    [0, 20],
    [7200, 20],
    [7200, 20_000],
    [0, 15_000],
  ]);
  expect(shape.cells.length).toBeLessThanOrEqual(8_000_000);
  expect(covers(shape, 7000, 15_500)).toBe(true);
  expect(covers(shape, 100, 15_500)).toBe(false);
});

test('every outline crosses every column an even number of times, so no column is filled to its end', () => {
  const point = fc.tuple(
    fc.integer({ min: 0, max: 400 }).map((n) => n / 200),
    fc.integer({ min: 10, max: 15_000 }),
  );
  fc.assert(
    fc.property(fc.array(point, { minLength: 3, maxLength: 30 }), (points) => {
      const { shape } = polygonCells(points as Points, NYQUIST);
      if (!shape) return;
      const inside = (time: number, hertz: number) => {
        let odd = false;
        points.forEach(([t0, f0], i) => {
          const [t1, f1] = points[(i + 1) % points.length]!;
          if (t0 <= time === t1 <= time) return;
          if (f0 + ((time - t0) / (t1 - t0)) * (f1 - f0) > hertz) odd = !odd;
        });
        return odd;
      };
      const bands = shape.bandEdges.length - 1;
      let wrong = 0;
      for (let i = 0; i < shape.cells.length; i += 7) {
        const time = shape.start + Math.floor(i / bands) * shape.frameSeconds;
        const middle = (shape.bandEdges[i % bands]! + shape.bandEdges[(i % bands) + 1]!) / 2;
        // Slivers thinner than a band count for a whole one, so a few cells may differ.
        if (inside(time, middle) !== (shape.cells[i] === 1)) wrong++;
      }
      expect(wrong / (shape.cells.length / 7)).toBeLessThan(0.12);
    }),
    { seed: 5, numRuns: 60 },
  );
});
