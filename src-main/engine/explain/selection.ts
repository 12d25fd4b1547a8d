import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import { type Choice, type Choosable, choose } from './choice.ts';

/** The part of a surrogate that decides which segments matter. */
export interface Tested {
  readonly weights: Float64Array;
  readonly pValues: Float64Array;
}

/** Which segments are worth showing. One rule is one entry of `selections`. */
export interface Selection extends Choosable {
  readonly label: string;
  /** 1 for every selected segment, [segments]. */
  select(tested: Tested, params: NamedValues): Uint8Array;
}

/**
 * Benjamini and Hochberg, JRSS B 1995: of the selected segments at most the share `rate` is expected to have no
 * influence. A weight of 0 is never selected.
 */
const corrected: Selection = {
  name: 'corrected',
  label: 'Significant, false discovery rate held',
  defaults: { rate: 0.05 },
  select: ({ weights, pValues }, { rate = 0 }) => {
    const sorted = Float64Array.from(pValues).sort();
    let threshold = -1;
    sorted.forEach((p, i) => {
      if (p <= ((i + 1) / sorted.length) * rate) threshold = p;
    });
    return mark(weights, (s) => pValues[s]! <= threshold);
  },
};

/**
 * Haunschmid, Chowdhury and Widmer 2019: p / |weight| below 1e-8. Their code paired each weight with the p-value of the
 * segment before it and left the sample weights out of the p-values; here each weight has its own p-value.
 */
const published: Selection = {
  name: 'published',
  label: 'As published: p-value over weight',
  defaults: { ratio: 1e-8 },
  select: ({ weights, pValues }, { ratio = 0 }) =>
    mark(weights, (s) => pValues[s]! / Math.abs(weights[s]!) < ratio),
};

/** The `count` largest weights of either sign, significant or not; the earlier segment of two equal ones. */
const top: Selection = {
  name: 'top',
  label: 'Largest weights',
  defaults: { count: 10 },
  select: ({ weights }, { count = 0 }) => {
    const order = Array.from(weights.keys()).sort(
      (a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b,
    );
    const largest = new Set(order.slice(0, Math.floor(count)));
    return mark(weights, (s) => largest.has(s));
  },
};

/** Every rule Mezzo offers; the first is the default. */
export const selections: readonly Selection[] = [corrected, published, top];

/** The rule and parameters a setting such as `corrected` or `top:count=3` asks for; else `bad_request`. */
export function findSelection(setting: string): Choice<Selection> {
  return choose('selection', selections, setting);
}

function mark(weights: Float64Array, chosen: (segment: number) => boolean): Uint8Array {
  return Uint8Array.from(weights, (weight, segment) => (weight !== 0 && chosen(segment) ? 1 : 0));
}
