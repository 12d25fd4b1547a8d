import type { ExplainedSegment } from '../../src-preload/contract/explanation.ts';

export type SegmentOrder = 'size' | 'plus' | 'minus' | 'p' | 'earliest' | 'latest' | 'lowest' | 'highest';

export type SegmentColumn = 'weight' | 'p' | 'time' | 'frequency';

/** The orders a column's heading goes through, one a press. */
const CYCLES: Record<SegmentColumn, readonly SegmentOrder[]> = {
  weight: ['size', 'plus', 'minus'],
  p: ['p'],
  time: ['earliest', 'latest'],
  frequency: ['lowest', 'highest'],
};

/** In words, for the heading's tooltip. */
export const ORDER_NAMES: Record<SegmentOrder, string> = {
  size: 'largest weight first',
  plus: 'most positive first',
  minus: 'most negative first',
  p: 'smallest p-value first',
  earliest: 'earliest first',
  latest: 'latest first',
  lowest: 'lowest first',
  highest: 'highest first',
};

type Compare = (a: ExplainedSegment, b: ExplainedSegment) => number;

const COMPARE: Record<SegmentOrder, Compare> = {
  size: (a, b) => Math.abs(b.weight) - Math.abs(a.weight),
  plus: (a, b) => b.weight - a.weight,
  minus: (a, b) => a.weight - b.weight,
  p: (a, b) => a.pValue - b.pValue,
  earliest: (a, b) => a.timeRange[0] - b.timeRange[0],
  latest: (a, b) => b.timeRange[0] - a.timeRange[0],
  lowest: (a, b) => a.frequencyRange[0] - b.frequencyRange[0],
  highest: (a, b) => b.frequencyRange[1] - a.frequencyRange[1],
};

/** The segments in an order; equal ones by their id. The input stays as it is. */
export function sortSegments(segments: readonly ExplainedSegment[], order: SegmentOrder): ExplainedSegment[] {
  return segments.toSorted((a, b) => COMPARE[order](a, b) || a.id - b.id);
}

/** Largest |weight| first; of equal ones the earlier. */
export const largestFirst = (segments: readonly ExplainedSegment[]): ExplainedSegment[] =>
  sortSegments(segments, 'size');

/** The order after a press on a column's heading. */
export function nextOrder(column: SegmentColumn, now: SegmentOrder): SegmentOrder {
  const cycle = CYCLES[column];
  return cycle[(cycle.indexOf(now) + 1) % cycle.length] ?? now;
}

export const sortsBy = (column: SegmentColumn, order: SegmentOrder): boolean =>
  CYCLES[column].includes(order);
