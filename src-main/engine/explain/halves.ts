import { jaccard, largest, spearman } from './agreement.ts';
import { GROUPS } from './lime.ts';
import type { Surrogate } from './surrogate.ts';

/** A figure over all ways to split the samples: the middle one, and what nine in ten lie between. */
export interface Spread {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export interface HalvesAgreement {
  /** Rank correlation of the weights from one half of the samples with those from the other. */
  readonly spearman: Spread;
  /** The share that the `top` largest weights of the halves have in common. */
  readonly jaccard: Spread;
  readonly top: number;
}

/** Weights that count as the top ones. */
const TOP = 10;

/**
 * How well the weights from independent halves of the samples agree, over all 35 ways to deal the eight groups into two halves. Null where
 * the samples were not grouped. What all samples together give is steadier than either half.
 */
export function halvesAgreement({ weights, deviations }: Surrogate): HalvesAgreement | null {
  if (!deviations || weights.length < 2) return null;
  const top = Math.min(TOP, Math.ceil(weights.length / 2));
  const ranks: number[] = [];
  const shared: number[] = [];
  for (const half of halves()) {
    const a = partWeights(weights, deviations, half);
    const b = weights.map((weight, s) => 2 * weight - a[s]!);
    ranks.push(spearman(a, b));
    shared.push(jaccard(largest(a, top), largest(b, top)));
  }
  return { spearman: spreadOf(ranks), jaccard: spreadOf(shared), top };
}

/** Each way to choose half of the groups, one of every two complements. */
function halves(): number[][] {
  const all: number[][] = [];
  for (let bits = 0; bits < 2 ** GROUPS; bits++) {
    const chosen = Array.from({ length: GROUPS }, (_, g) => g).filter((g) => (bits >>> g) & 1);
    if (chosen.length === GROUPS / 2 && chosen[0] === 0) all.push(chosen);
  }
  return all;
}

/** The weights from some groups of samples alone, to first order. */
function partWeights(
  weights: Float64Array,
  deviations: Float64Array,
  groups: readonly number[],
): Float64Array {
  const n = weights.length;
  return weights.map((weight, s) => {
    const moved = groups.reduce((sum, g) => sum + deviations[g * n + s]!, 0);
    return weight + (GROUPS / groups.length) * moved;
  });
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
  return { value: at(0.5), low: at(0.05), high: at(0.95) };
}
