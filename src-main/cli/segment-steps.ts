import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';
import { gainStep } from '../engine/edit/edit-step.ts';

/** Edit steps that put a gain on the selected positive and on the selected negative segments of an explanation. */
export function segmentSteps(
  { id, segments }: { readonly id: string; readonly segments: readonly ExplainedSegment[] },
  positiveDb: number | null,
  negativeDb: number | null,
): EditStep[] {
  const chosen = segments.filter(({ selected }) => selected);
  const sides = [
    {
      name: 'Positive segments',
      gainDb: positiveDb,
      segmentIds: chosen.filter(({ weight }) => weight > 0).map((segment) => segment.id),
    },
    {
      name: 'Negative segments',
      gainDb: negativeDb,
      segmentIds: chosen.filter(({ weight }) => weight < 0).map((segment) => segment.id),
    },
  ];
  return sides
    .filter(({ gainDb, segmentIds }) => gainDb !== 0 && segmentIds.length > 0)
    .map(({ name, gainDb, segmentIds }) =>
      gainStep(name, name, { kind: 'segments', explanationId: id, segmentIds }, gainDb),
    );
}
