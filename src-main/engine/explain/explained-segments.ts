import type { ExplainedSegment } from '../../../src-preload/contract/domain.ts';
import type { Choice } from './choice.ts';
import type { WindowExplanation } from './explain.ts';
import type { Selection } from './selection.ts';
import type { Surrogate } from './surrogate.ts';

/**
 * The segments of one target as the contract lists them, in order of id; times count from the recording's start,
 * `windowStart` being the second the window begins at.
 */
export function explainedSegments(
  { segments }: Pick<WindowExplanation, 'segments'>,
  surrogate: Surrogate,
  { entry, params }: Choice<Selection>,
  windowStart: number,
): ExplainedSegment[] {
  const selected = entry.select(surrogate, params);
  return segments.map(({ timeRange: [from, to], frequencyRange }, id) => ({
    id,
    weight: surrogate.weights[id]!,
    standardError: surrogate.standardErrors[id]!,
    pValue: surrogate.pValues[id]!,
    selected: selected[id] === 1,
    timeRange: [windowStart + from, windowStart + to],
    frequencyRange,
  }));
}
