import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import type { Choice } from './choice.ts';
import type { ComponentExtent } from './components.ts';
import type { Selection } from './selection.ts';
import type { Surrogate } from './surrogate.ts';

/** The components of one target as the contract lists them, in order of id; `placed` gives the recording's second for one of the window. */
export function explainedSegments(
  extents: readonly ComponentExtent[],
  surrogate: Surrogate,
  { entry, params }: Choice<Selection>,
  placed: (second: number) => number,
  seed: number,
): ExplainedSegment[] {
  const intervals = bootstrapIntervals(surrogate, seed);
  const selected = entry.select({ ...surrogate, ...intervals }, params);
  return extents.map(({ timeRange: [from, to], frequencyRange, source }, id) => ({
    id,
    weight: surrogate.weights[id]!,
    standardError: surrogate.standardErrors[id]!,
    pValue: surrogate.pValues[id]!,
    selected: selected[id] === 1,
    timeRange: [placed(from), placed(to)],
    frequencyRange,
    source,
    interval: intervals && [intervals.low[id]!, intervals.high[id]!],
  }));
}
