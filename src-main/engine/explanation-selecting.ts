import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';
import { findSelection } from './explain/selections.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import type { Library } from './library/library.ts';

/** Marks the segments of a kept explanation by another rule and keeps that. Throws `not_found`, or `bad_request` for an unknown rule. */
export function selectSegments(library: Library, id: string, selection: string): LabelledExplanation {
  const { entry, params } = findSelection(selection);
  const explanation = library.explanations.get(id);
  if (explanation.selection === selection) return explanation;
  const selected = entry.select(testedOf(explanation.segments), params);
  const marked = {
    ...explanation,
    selection,
    segments: explanation.segments.map((segment, i) => ({ ...segment, selected: selected[i] === 1 })),
  };
  library.explanations.update(marked);
  return marked;
}

function testedOf(segments: readonly ExplainedSegment[]) {
  const numbers = (value: (segment: ExplainedSegment) => number) => Float64Array.from(segments, value);
  const bounds = segments.every(({ interval }) => interval !== null)
    ? { low: numbers(({ interval }) => interval![0]), high: numbers(({ interval }) => interval![1]) }
    : {};
  return { weights: numbers(({ weight }) => weight), pValues: numbers(({ pValue }) => pValue), ...bounds };
}
