import { describe, expect, test } from 'vitest';
import type { Curves } from '../stores/session.ts';
import { compareCurves, correlationOf } from './compare-curves.ts';

/** A prediction of valence and of one feature: rows of [feature, valence]. */
function curvesOf(
  feature: string,
  rows: readonly (readonly [number, number])[],
  { hopSeconds = 1, windowSeconds = 10, duration = 30 } = {},
): Curves {
  return {
    names: [feature, 'valence'],
    values: Float32Array.from(rows.flat()),
    familiarity: null,
    prediction: {
      trackId: 't',
      model: { id: 'm', version: '1' },
      provider: 'cpu',
      duration,
      windowSeconds,
      hopSeconds,
      count: rows.length,
      midLevelNames: [feature],
      emotionNames: ['valence'],
      curves: new Blob([]),
      familiarity: null,
      summary: { midLevel: {}, emotions: {}, effects: {}, familiarity: null },
      warnings: [],
    },
  };
}

describe('two predictions of one recording', () => {
  test('are compared by the means and the correlation of what both predict', () => {
    const one = curvesOf('speed', [
      [0, 0.1],
      [1, 0.2],
      [2, 0.3],
    ]);
    const other = curvesOf('speed', [
      [5, 0.9],
      [5, 0.6],
      [5, 0.3],
    ]);
    const { windows, emotions, midLevel } = compareCurves(one, other);
    expect(windows).toBe(3);
    expect(emotions[0]).toMatchObject({ name: 'valence' });
    expect(emotions[0]!.first).toBeCloseTo(0.2, 6);
    expect(emotions[0]!.second).toBeCloseTo(0.6, 6);
    expect(emotions[0]!.correlation).toBeCloseTo(-1, 6);
    expect(midLevel).toEqual([{ name: 'speed', first: 1, second: 5, correlation: null }]);
    expect(compareCurves(one, curvesOf('pulse', [[0, 0]])).midLevel).toEqual([]);
  });

  test('go together by the centres of their windows, whatever their lengths and hops', () => {
    // Centres 5, 6, 7, 8 s, and 2.5, 5, 7.5 s: within half the longer hop, 5 goes with 5 and 7.5 with 8 or 7.
    const one = curvesOf('speed', [
      [5, 0],
      [6, 0],
      [7, 0],
      [8, 0],
    ]);
    const other = curvesOf(
      'speed',
      [
        [2.5, 0],
        [5, 0],
        [7.5, 0],
      ],
      { hopSeconds: 2.5, windowSeconds: 5 },
    );
    const { windows, midLevel } = compareCurves(one, other);
    expect(windows).toBe(2);
    expect(midLevel[0]!.second).toBe(6.25);
    expect(midLevel[0]!.first).toBe(6.5);
    const turned = compareCurves(other, one);
    expect(turned.windows).toBe(2);
    expect(turned.midLevel[0]).toMatchObject({ first: 6.25, second: 6.5 });
  });

  test('without a common window have nothing to compare', () => {
    const early = curvesOf('speed', [[0, 0]], { windowSeconds: 2 });
    const late = curvesOf('speed', [[0, 0]], { windowSeconds: 20 });
    expect(compareCurves(early, late)).toEqual({ windows: 0, emotions: [], midLevel: [] });
  });
});

test('a correlation is Pearson’s, and none is made up', () => {
  expect(correlationOf([1, 2, 3, 4], [2, 1, 4, 3])).toBeCloseTo(0.6, 12);
  expect(correlationOf([1, 2], [1, 2])).toBeNull();
  expect(correlationOf([1, 1, 1], [1, 2, 3])).toBeNull();
});
