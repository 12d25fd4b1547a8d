import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import type { Choosable } from './choice.ts';

/** The part of a surrogate that decides which segments matter. */
export interface Tested {
  readonly weights: Float64Array;
  readonly pValues: Float64Array;
  /** 95 % intervals by bootstrap, where there are any. */
  readonly low?: Float64Array | undefined;
  readonly high?: Float64Array | undefined;
}

/** Which segments are worth showing. One rule is one file, listed in selections.ts. */
export interface Selection extends Choosable {
  readonly label: string;
  /** 1 for every selected segment, [segments]. */
  select(tested: Tested, params: NamedValues): Uint8Array;
}

/** 1 for every segment that is chosen and has any weight. */
export function mark(weights: Float64Array, chosen: (segment: number) => boolean): Uint8Array {
  return Uint8Array.from(weights, (weight, segment) => (weight !== 0 && chosen(segment) ? 1 : 0));
}
