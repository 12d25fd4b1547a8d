import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { FrameRange } from '../model/framing.ts';
import { framesTouched } from '../model/front-end.ts';
import type { FrontEnd } from '../model/manifest.ts';
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
  return merged(
    plan.stretches.map((stretch) => {
      const [start, end] = reachOf(stretch, plan.sampleRate);
      return [Math.max(0, start), Math.min(source.frames, end)];
    }),
  );
}

/** The same samples as ranges in order, apart from each other; empty ranges are left out. */
export function merged(ranges: readonly Range[]): Range[] {
  const apart: [number, number][] = [];
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const last = apart.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else if (start < end) apart.push([start, end]);
  }
  return apart;
}

/**
 * The front-end frames that see any changed sample, filter length of the resampler included, in order and apart from each
 * other. All other frames are equal bit for bit before and after the edit, so re-prediction computes only these.
 */
export function affectedFrames(
  source: Pick<PcmSource, 'sampleRate' | 'frames'>,
  ranges: readonly Range[],
  frontEnd: FrontEnd,
): FrameRange[] {
  const runs: FrameRange[] = [];
  for (const [start, end] of ranges) {
    const touched = framesTouched(source, frontEnd, start, end);
    const last = runs.at(-1);
    if (touched.count === 0) continue;
    if (last && touched.first <= last.first + last.count)
      runs[runs.length - 1] = { first: last.first, count: touched.first + touched.count - last.first };
    else runs.push(touched);
  }
  return runs;
}
