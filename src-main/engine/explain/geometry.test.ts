import { describe, expect, test } from 'vitest';
import type { FrontEnd } from '../model/manifest.ts';
import { explainedSegments } from './explained-segments.ts';
import { axesOf, segmentExtents } from './geometry.ts';
import { findSelection } from './selections.ts';

const frontEnd: FrontEnd = {
  sampleRate: 22_050,
  fftSize: 4096,
  hop: 1102.5,
  origin: 'centre',
  window: 'hann',
  normalise: true,
  bands: { kind: 'log_frequency', bandsPerOctave: 12, fmin: 110, count: 4 },
  scaling: { kind: 'decibel_range', range: 70 },
  level: { kind: 'none' },
};

/** Three frames of four bands: segment 0 is the first frame's two low bands, 1 an L around them, 2 the last frame's top. */
// biome-ignore format: one line a frame
const labels = Int32Array.of(
  0, 0, 1, 1,
  1, 1, 1, 1,
  1, 1, 1, 2,
);

describe('where segments lie', () => {
  test('a frame reaches half a frame to either side of its centre, a band half way to its neighbours', () => {
    const [low, around, last] = segmentExtents(labels, 3, 4, axesOf(frontEnd));
    const semitones = (n: number) => 110 * 2 ** (n / 12);
    expectRanges(low!, [0, 0.025], [semitones(-0.5), semitones(1.5)]);
    expectRanges(around!, [0, 0.125], [semitones(-0.5), semitones(3.5)]);
    expectRanges(last!, [0.075, 0.125], [semitones(2.5), semitones(3.5)]);
    expect([low!.cells, around!.cells, last!.cells]).toEqual([2, 9, 1]);
  });

  test('a front end that looks into the future hears a frame half its length later', () => {
    const ahead = 2048 / 22_050;
    const [low] = segmentExtents(labels, 3, 4, axesOf({ ...frontEnd, origin: 'future' }));
    expect(low!.timeRange[0]).toBe(0);
    expect(low!.timeRange[1]).toBeCloseTo(ahead + 0.025, 9);
  });

  test('the contract’s list counts seconds from the recording’s start and marks what is selected', () => {
    const surrogate = {
      prediction: 1,
      intercept: 0,
      weights: Float64Array.of(0.1, -3, 0),
      standardErrors: Float64Array.of(0.1, 0.2, 0.3),
      pValues: Float64Array.of(0.5, 1e-9, 1),
      r2: 1,
      stability: 1,
      note: null,
      deviations: null,
    };
    const extents = segmentExtents(labels, 3, 4, axesOf(frontEnd)).map((extent) => ({
      ...extent,
      source: null,
    }));
    const listed = explainedSegments(
      extents,
      surrogate,
      findSelection('corrected'),
      (second) => 40 + second,
      1,
    );
    expect(listed[1]).toMatchObject({ id: 1, weight: -3, standardError: 0.2, pValue: 1e-9, selected: true });
    expect(listed.map((segment) => segment.selected)).toEqual([false, true, false]);
    expect(listed[2]!.timeRange[0]).toBeCloseTo(40.075, 9);
  });
});

function expectRanges(
  extent: { timeRange: [number, number]; frequencyRange: [number, number] },
  time: [number, number],
  frequency: [number, number],
): void {
  extent.timeRange.forEach((value, i) => {
    expect(value).toBeCloseTo(time[i]!, 9);
  });
  extent.frequencyRange.forEach((value, i) => {
    expect(value).toBeCloseTo(frequency[i]!, 9);
  });
}
