import { expect, test } from 'vitest';
import { outlineBounds } from '../../src-preload/contract/target-bounds.ts';
import type { Corner, Region } from '../stores/view.ts';
import { combineRegions, isInside, outlineFrom, outlineOf, regionOf, rimOf, ringsOf } from './outline.ts';

const rectangle = (t0: number, t1: number, f0: number, f1: number): Region => ({
  timeRange: [t0, t1],
  frequencyRange: [f0, f1],
});

/** Seconds × hertz that the rings enclose. */
function area(region: Region): number {
  const rings = ringsOf(outlineOf(region));
  return rings.reduce((sum, ring) => sum + signedArea(ring), 0);
}

function signedArea(ring: readonly Corner[]): number {
  return ring.reduce((sum, [t0, f0], i) => {
    const [t1, f1] = ring[(i + 1) % ring.length]!;
    return sum + (t0 * f1 - t1 * f0) / 2;
  }, 0);
}

test('Shift puts two rectangles that overlap together, and two side by side become one rectangle', () => {
  const joined = combineRegions(rectangle(1, 3, 100, 500), rectangle(2, 4, 300, 900), 'add')!;
  expect(Math.abs(area(joined))).toBeCloseTo(2 * 400 + 2 * 600 - 1 * 200, 6);
  expect(joined.timeRange).toEqual([1, 4]);
  expect(joined.frequencyRange).toEqual([100, 900]);
  expect(isInside(joined.outline!, 1.5, 700)).toBe(false);
  expect(isInside(joined.outline!, 3.5, 700)).toBe(true);
  expect(combineRegions(rectangle(1, 2, 100, 500), rectangle(2, 4, 100, 500), 'add')).toEqual(
    rectangle(1, 4, 100, 500),
  );
});

test('two apart are one selection with two rings, and what lies between is not in it', () => {
  const both = combineRegions(rectangle(1, 2, 100, 500), rectangle(5, 6, 1000, 2000), 'add')!;
  expect(ringsOf(both.outline!)).toHaveLength(2);
  expect(Math.abs(area(both))).toBeCloseTo(400 + 1000, 6);
  expect(isInside(both.outline!, 1.5, 300)).toBe(true);
  expect(isInside(both.outline!, 5.5, 1500)).toBe(true);
  expect(isInside(both.outline!, 3.5, 900)).toBe(false);
  const three = combineRegions(both, rectangle(8, 9, 100, 200), 'add')!;
  expect(ringsOf(three.outline!)).toHaveLength(3);
  expect(combineRegions(three, rectangle(4, 10, 0, 3000), 'subtract')).toEqual(rectangle(1, 2, 100, 500));
});

test('Alt takes away: a hole in the middle, or all of it', () => {
  const ring = combineRegions(rectangle(0, 6, 100, 1000), rectangle(2, 4, 300, 600), 'subtract')!;
  expect(Math.abs(area(ring))).toBeCloseTo(6 * 900 - 2 * 300, 6);
  expect(isInside(ring.outline!, 3, 450)).toBe(false);
  expect(isInside(ring.outline!, 3, 200)).toBe(true);
  expect(combineRegions(rectangle(1, 2, 100, 500), rectangle(0, 3, 0, 1000), 'subtract')).toBeNull();
  expect(combineRegions(null, rectangle(0, 3, 0, 1000), 'subtract')).toBeNull();
});

test('an outline of four corners that is a rectangle is a region without an outline', () => {
  const corners: Corner[] = [
    [1, 200],
    [1, 800],
    [2, 800],
    [2, 200],
  ];
  expect(regionOf(corners)).toEqual(rectangle(1, 2, 200, 800));
  expect(regionOf(corners.slice(0, 3))?.outline).toHaveLength(3);
  expect(regionOf([])).toBeNull();
});

test('a stroke covers its radius around its way, and a closed one leaves its middle free', () => {
  const square: [number, number][] = [
    [100, 100],
    [200, 100],
    [200, 200],
    [100, 200],
    [100, 100],
  ];
  const outline = outlineFrom(rimOf(square, 10), ([x, y]) => [x, y]);
  expect(ringsOf(outline)).toHaveLength(2);
  expect(isInside(outline, 150, 92)).toBe(true);
  expect(isInside(outline, 150, 88)).toBe(false);
  expect(isInside(outline, 150, 150)).toBe(false);
  expect(outline.length).toBeLessThan(120);
  const dot = outlineFrom(rimOf([[50, 50]], 10), ([x, y]) => [x, y]);
  expect(outlineBounds(dot).timeRange[0]).toBeCloseTo(40, 0);
  expect(isInside(dot, 56, 56)).toBe(true);
  expect(isInside(dot, 58, 58)).toBe(false);
});
