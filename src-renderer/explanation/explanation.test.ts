import { expect, test } from 'vitest';
import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';
import { mostRows, scrollTopFor, visibleRows } from '../ui/visible-rows.ts';
import { fidelitySentence } from './fidelity.ts';
import { nextOrder, type SegmentOrder, sortSegments } from './segment-sort.ts';

function segment(id: number, weight: number, time: number, hertz: number): ExplainedSegment {
  return {
    id,
    weight,
    standardError: 0.01,
    pValue: 1 / (1 + Math.abs(weight)),
    selected: false,
    source: null,
    interval: null,
    timeRange: [time, time + 1],
    frequencyRange: [hertz, hertz * 2],
  };
}

const segments = [
  segment(0, 0.1, 3, 100),
  segment(1, -0.5, 1, 400),
  segment(2, 0.3, 2, 50),
  segment(3, 0.1, 0, 200),
];
const ids = (order: SegmentOrder) => sortSegments(segments, order).map(({ id }) => id);

test('segments are sorted by size, sign, time and frequency; equal ones by id', () => {
  expect(ids('size')).toEqual([1, 2, 0, 3]);
  expect(ids('plus')).toEqual([2, 0, 3, 1]);
  expect(ids('minus')).toEqual([1, 0, 3, 2]);
  expect(ids('p')).toEqual([1, 2, 0, 3]);
  expect(ids('earliest')).toEqual([3, 1, 2, 0]);
  expect(ids('latest')).toEqual([0, 2, 1, 3]);
  expect(ids('lowest')).toEqual([2, 0, 3, 1]);
  expect(ids('highest')).toEqual([1, 3, 0, 2]);
});

test('a heading starts its own cycle and goes round', () => {
  expect(nextOrder('weight', 'earliest')).toBe('size');
  expect(nextOrder('weight', 'size')).toBe('plus');
  expect(nextOrder('weight', 'minus')).toBe('size');
  expect(nextOrder('time', 'latest')).toBe('earliest');
});

const sentence = (r2: number, stability: number, of = segments, samples = 1000) =>
  fidelitySentence({ fidelity: { r2, stability }, samples, segments: of });
const many = Array.from({ length: 40 }, (_, id) => segment(id, 0.1, id, 100));

test('a poor fit is called too little, a good one not', () => {
  expect(sentence(0.93, 0.95, many)).toMatch(/93 %.*well/);
  expect(sentence(0.6, 0.95, many)).toMatch(/60 %.*large ones/);
  expect(sentence(-0.1, 0.95, many)).toMatch(/ 0 %.*too little/);
});

test('a good fit does not hide that another seed would give other weights', () => {
  expect(sentence(0.95, 0.4, many)).toMatch(/well here; another seed would give other weights, so take more/);
  expect(sentence(0.95, 0.8, many)).toMatch(/reorder the small ones/);
  expect(sentence(0.95, 0.93, many)).toMatch(/nearly the same weights/);
});

test('nothing is said about seeds when every mask was used, and nothing at all when nothing was fitted', () => {
  expect(sentence(0.95, 0.4, segments, 2 ** segments.length)).not.toMatch(/seed/);
  expect(sentence(0.95, 0.4, segments, 2 ** segments.length - 1)).toMatch(/seed/);
  expect(sentence(0, 0, [segment(0, 0, 0, 100), segment(1, 0, 0, 100)])).toBeNull();
});

test('all rows in sight are drawn and no more than a few others', () => {
  const { first, end } = visibleRows(1000, 200, 20, 500);
  expect(first).toBeLessThanOrEqual(50);
  expect(end).toBeGreaterThanOrEqual(60);
  expect(end - first).toBeLessThan(40);
  expect(visibleRows(0, 200, 20, 3)).toEqual({ first: 0, end: 3 });
  expect(visibleRows(5000, 200, 20, 3).end).toBe(3);
  const drawn = Array.from({ length: 400 }, (_, i) => visibleRows(i * 7.3, 213, 20, 500));
  expect(Math.max(...drawn.map((rows) => rows.end - rows.first))).toBe(mostRows(213, 20));
});

test('a chosen row comes into sight below the heading, and one in sight does not move the list', () => {
  expect(scrollTopFor(0, 300, 200, 20)).toBe(0);
  expect(scrollTopFor(12, 100, 200, 20)).toBe(100);
  const moved = scrollTopFor(30, 100, 200, 20);
  expect(moved + 180).toBe(31 * 20);
});
