import { expect, test } from 'vitest';
import type { BeatGrid } from '../../src-preload/contract/beat-grid.ts';
import { barTicks, beatMap, beatsPerMinute, formatPlace, nearestBeat, placeAt } from './beat-map.ts';

const grid = (part: Partial<BeatGrid>): BeatGrid => ({
  tempo: null,
  density: 1,
  start: null,
  beatsPerBar: 4,
  ...part,
});
/** Beats half a second apart from 0.5 s on. */
const found = Float64Array.from({ length: 40 }, (_, beat) => 0.5 + beat / 2);
const said = (map: ReturnType<typeof beatMap>, time: number) => {
  const place = placeAt(map!, time);
  return place && formatPlace(place);
};

test('a steady grid runs both ways from bar 1, inside the recording', () => {
  const map = beatMap(null, grid({ tempo: 60, start: 3.25, beatsPerBar: 3 }), 8)!;
  expect([...map.times]).toEqual([0.25, 1.25, 2.25, 3.25, 4.25, 5.25, 6.25, 7.25]);
  expect(said(map, 3.25)).toBe('1:1.00');
  expect(said(map, 5.75)).toBe('1:3.50');
  expect(said(map, 6.25)).toBe('2:1.00');
  expect(said(map, 3.24)).toBe('0:3.99');
  expect(said(map, 0.25)).toBe('0:1.00');
  expect(said(map, 0.2)).toBeNull();
  expect(said(map, 7.5)).toBeNull();
});

test('found beats have no bars until somebody says where bar 1 is, and it begins at the nearest beat', () => {
  expect(said(beatMap(found, null, 21), 3)).toBeNull();
  const map = beatMap(found, grid({ start: 2.1 }), 21);
  expect(said(map, 2)).toBe('1:1.00');
  expect(said(map, 4.25)).toBe('2:1.50');
  expect(said(map, 1)).toBe('0:3.00');
});

test('half of the found beats keep the one bar 1 begins with, and double puts one between', () => {
  const half = beatMap(found, grid({ start: 1, density: 0.5 }), 21)!;
  expect([...half.times.slice(0, 3)]).toEqual([1, 2, 3]);
  expect(said(half, 5)).toBe('2:1.00');
  const double = beatMap(found, grid({ density: 2 }), 21)!;
  expect(double.times).toHaveLength(79);
  expect([...double.times.slice(0, 3)]).toEqual([0.5, 0.75, 1]);
});

test('the beats of a stretch say how many a minute there are, and one alone says nothing', () => {
  const map = beatMap(found, null, 21)!;
  expect(beatsPerMinute(map, [0, 21])).toBeCloseTo(120);
  expect(beatsPerMinute(map, [2.4, 5.1])).toBeCloseTo(120);
  expect(beatsPerMinute(map, [2, 2.5])).toBeCloseTo(120);
  expect(beatsPerMinute(map, [2, 2.4])).toBeNull();
  expect(beatsPerMinute(map, [20.5, 21])).toBeNull();
});

test('nothing is known where nothing was found and nothing was said', () => {
  expect(beatMap(null, null, 21)).toBeNull();
  expect(beatMap(new Float64Array(), grid({ beatsPerBar: 3 }), 21)).toBeNull();
  expect(beatMap(null, grid({ tempo: 20, start: 1 }), 2)).toBeNull();
});

test('the nearest beat is found before the first, between two and after the last', () => {
  const map = beatMap(found, null, 21)!;
  expect([0, 1.2, 1.3, 50].map((time) => nearestBeat(map, time))).toEqual([0.5, 1, 1.5, 20]);
});

test('bars are labelled where there is room, then their beats, and without bars no label is shown', () => {
  const map = beatMap(null, grid({ tempo: 120, start: 0 }), 600)!;
  const labels = (length: number) =>
    barTicks(map, { from: 0, to: length, width: 1000 }, 44).major.map(({ label }) => label);
  expect(labels(16)).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9']);
  expect(labels(160).slice(0, 4)).toEqual(['1', '5', '9', '13']);
  expect(labels(3.9)).toEqual(['1', '1:2', '1:3', '1:4', '2', '2:2', '2:3', '2:4', '3']);
  const whole = barTicks(map, { from: 0, to: 600, width: 1000 }, 44);
  expect(whole.major.length).toBeGreaterThan(10);
  expect(whole.major.length).toBeLessThan(1000 / 40);
  expect(whole.minor).toEqual([]);
  const beatsOnly = barTicks(beatMap(found, null, 21)!, { from: 0, to: 10, width: 1000 }, 44);
  expect(beatsOnly.major).toEqual([]);
  expect(beatsOnly.minor).toHaveLength(21);
});
