import { describe, expect, it } from 'vitest';
import type { Curves } from '../stores/session.ts';
import { familiarityRuns } from './familiarity-runs.ts';

const curves = (familiarity: number[] | null, windowSeconds = 4) =>
  ({
    prediction: { hopSeconds: 1, windowSeconds, duration: 10, count: familiarity?.length ?? 7 },
    familiarity: familiarity && Float32Array.from(familiarity),
  }) as unknown as Curves;

describe('stretches to warn of', () => {
  it('join neighbouring windows of one kind and reach to the ends of the recording', () => {
    expect(familiarityRuns(curves([0, 0, 0.5, 0.05, 0.05, 0.009, 0.02]))).toEqual([
      { word: 'outside', from: 0, to: 3.5 },
      { word: 'unusual', from: 4.5, to: 6.5 },
      { word: 'outside', from: 6.5, to: 7.5 },
      { word: 'unusual', from: 7.5, to: 10 },
    ]);
  });

  it('are the whole recording when it is shorter than a window', () => {
    expect(familiarityRuns(curves([0.001], 30))).toEqual([{ word: 'outside', from: 0, to: 10 }]);
  });

  it('are none where all is familiar, and none where the model does not say', () => {
    expect(familiarityRuns(curves([0.1, 1]))).toEqual([]);
    expect(familiarityRuns(curves(null))).toEqual([]);
  });
});
