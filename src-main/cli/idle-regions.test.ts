import { expect, test } from 'vitest';
import type { EditTarget } from '../../src-preload/contract/domain.ts';
import type { PcmSource } from '../engine/audio/signal.ts';
import { gainStep } from '../engine/edit/edit-step.ts';
import { idleRegions } from './idle-regions.ts';

const recording = { frames: 80_000, sampleRate: 8000 } as PcmSource;
const warningsFor = (target: EditTarget) => idleRegions([gainStep('a', 'Region 1', target, -6)], recording);
const outline = (...points: [number, number][]) => warningsFor({ kind: 'lasso', points });

test('an outline or region that lies wholly outside the recording is told of', () => {
  expect(outline([11, 100], [12, 100], [12, 500])).toEqual([
    'Region 1 begins after the end of the recording (10.00 s) and changes nothing.',
  ]);
  expect(outline([1, 4100], [2, 5000], [3, 4500])[0]).toMatch(/above the highest frequency .*4000 Hz/);
  expect(warningsFor({ kind: 'region', timeRange: [10, 12], frequencyRange: [0, 100] })).toHaveLength(1);
});

test('one that reaches into it is not', () => {
  expect(outline([9, 100], [12, 100], [12, 500])).toEqual([]);
  expect(outline([1, 3900], [2, 5000], [3, 4500])).toEqual([]);
  expect(warningsFor({ kind: 'segments', explanationId: 'x', segmentIds: [99] })).toEqual([]);
});
