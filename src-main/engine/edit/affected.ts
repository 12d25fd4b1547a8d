import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { PcmSource } from '../audio/signal.ts';
import { planEdits } from './plan.ts';
import { reachOf } from './render-span.ts';
import type { SegmentMaps } from './segment-map.ts';

/** [start, end) on a sample or frame axis. */
export type Range = readonly [number, number];

/** The sample ranges in which the edited recording may differ from the original, in order, apart from each other. */
export function affectedRanges(
  source: Pick<PcmSource, 'sampleRate' | 'frames'>,
  steps: readonly EditStep[],
  maps: SegmentMaps,
): Range[] {
  const plan = planEdits(source, steps, maps);
  const ranges: [number, number][] = [];
  for (const stretch of plan.stretches) {
    const [reachStart, reachEnd] = reachOf(stretch, plan.sampleRate);
    const start = Math.max(0, reachStart);
    const end = Math.min(source.frames, reachEnd);
    const last = ranges.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (start < end) ranges.push([start, end]);
  }
  return ranges;
}

/** The smallest sample range that holds every difference to the original, or null when there is none. */
export function affectedRange(
  source: Pick<PcmSource, 'sampleRate' | 'frames'>,
  steps: readonly EditStep[],
  maps: SegmentMaps,
): Range | null {
  const ranges = affectedRanges(source, steps, maps);
  return ranges.length === 0 ? null : [ranges[0]![0], ranges.at(-1)![1]];
}
