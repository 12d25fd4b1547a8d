import { describe, expect, it } from 'vitest';
import type { Curves } from '../stores/session.ts';
import { bandOf, fill, POINTS_A_WINDOW } from './interval-band.ts';
import { layOutLanes } from './lanes.ts';

/** Windows of 2 s each second over 8 s at 10 px a second: window w lies at 10 + 10 w px. */
const frame = { scale: { from: 0, to: 8, width: 80 }, lanes: layOutLanes(600, 16) };
const { y, height } = frame.lanes.emotions;

function intervalOf(values: number[], familiarity: number[] | null) {
  const prediction = { hopSeconds: 1, windowSeconds: 2, duration: 8, count: values.length };
  const curves = {
    prediction,
    names: ['valence'],
    values: Float32Array.from(values),
    familiarity: familiarity && Float32Array.from(familiarity),
  } as unknown as Curves;
  return { curves, name: 'valence', colour: 0, halfWidth: 0.5, range: [-1, 1] as const };
}

/** The corners drawn, as [x, top, bottom] with the lane from 0 (bottom) to 1 (top). */
function drawn(interval: ReturnType<typeof intervalOf>): number[][] {
  const corners = new Float32Array(4 * POINTS_A_WINDOW * (interval.curves.prediction.count + 1));
  const count = fill(bandOf(interval, frame)!, corners);
  return Array.from({ length: count }, (_, i) => {
    const [x, top, , bottom] = corners.subarray(4 * i, 4 * i + 4);
    return [x!, top!, bottom!].map((value, part) =>
      part === 0 ? Math.round(value) : Math.round(100 * (1 - (value - y) / height)) / 100,
    );
  });
}

describe('the band of an interval', () => {
  it('is the value plus and minus the half width, within the lane', () => {
    expect(drawn(intervalOf([0, 0.5, 1], null))).toEqual([
      [10, 0.75, 0.25],
      [20, 1, 0.5],
      [30, 1, 0.75],
    ]);
  });

  it('has no height where the sound is not familiar, cut off half way', () => {
    expect(drawn(intervalOf([0, 0, 0], [1, 0.05, 1]))).toEqual([
      [10, 0.75, 0.25],
      [15, 0.75, 0.25],
      [15, 0.75, 0.75],
      [25, 0.75, 0.75],
      [25, 0.75, 0.25],
      [30, 0.75, 0.25],
    ]);
    for (const [, top, bottom] of drawn(intervalOf([0, 0.2], [0, 0]))) expect(top).toBe(bottom);
  });

  it('of a recording shorter than a window spans all of it', () => {
    expect(drawn(intervalOf([0], [1]))).toEqual([
      [0, 0.75, 0.25],
      [80, 0.75, 0.25],
    ]);
  });

  it('is none for a name the prediction does not have', () => {
    expect(bandOf({ ...intervalOf([0], null), name: 'tension' }, frame)).toBeNull();
  });
});
