import type { MarkKind } from '../../../src-preload/contract/document.ts';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { ExplainedSegment } from '../../../src-preload/contract/explanation.ts';
import { changeText, plainText, signedText } from '../../../src-preload/contract/signed-text.ts';
import { targetBounds } from '../../../src-preload/contract/target-bounds.ts';

/** A named stretch of a recording, as other programs can show it. */
export interface Mark {
  readonly kind: MarkKind;
  readonly name: string;
  /** Seconds. */
  readonly start: number;
  readonly end: number;
  /** Hz; null where the mark is about all frequencies. */
  readonly frequencyRange: readonly [number, number] | null;
}

/** The part of an explanation that marks are made from. */
export interface MarkedExplanation {
  readonly segments: readonly ExplainedSegment[];
}

/** The marked segments of an explanation of `feature`, in time order. */
export function segmentMarks(feature: string, { segments }: MarkedExplanation): Mark[] {
  return segments
    .filter(({ selected }) => selected)
    .map(({ id, weight, standardError, source, timeRange, frequencyRange }) => ({
      kind: 'segment' as const,
      name: `${signedText(weight, 3)} ± ${plainText(standardError, 3)} ${feature}, ${source ?? `segment ${id}`}`,
      start: timeRange[0],
      end: timeRange[1],
      frequencyRange: source === null ? frequencyRange : null,
    }))
    .sort(inTime);
}

/** Every step of an edit list: a region, a source's span or the box around a lasso is one mark, segments are a mark each. `find` gives the explanation a step speaks of. */
export function editMarks(
  steps: readonly EditStep[],
  find: (explanationId: string) => MarkedExplanation,
): Mark[] {
  return steps.flatMap((step) => {
    const name = nameOf(step);
    const { target } = step;
    if (target.kind !== 'segments') {
      const { timeRange, frequencyRange } = targetBounds(target);
      return [{ kind: 'edit' as const, name, start: timeRange[0], end: timeRange[1], frequencyRange }];
    }
    const ids = new Set(target.segmentIds);
    return find(target.explanationId)
      .segments.filter(({ id }) => ids.has(id))
      .map(({ timeRange, frequencyRange, source }) => ({
        kind: 'edit' as const,
        name,
        start: timeRange[0],
        end: timeRange[1],
        frequencyRange: source === null ? frequencyRange : null,
      }))
      .sort(inTime);
  });
}

function nameOf(step: EditStep): string {
  const { name, complement, bypassed } = step;
  const what = complement ? `All but: ${name}` : name;
  return `${what}, ${changeText(step)}${bypassed ? ' (bypassed)' : ''}`;
}

/** The chosen window with what is heard in it, such as `Moment, Valence +0.31`. */
export function momentMark(
  window: { readonly start: number; readonly end: number },
  emotion: string,
  value: number,
): Mark {
  const name = `Moment, ${emotion} ${signedText(value)}`;
  return { kind: 'moment', name, ...window, frequencyRange: null };
}

const inTime = (a: Mark, b: Mark) => a.start - b.start || a.end - b.end;
