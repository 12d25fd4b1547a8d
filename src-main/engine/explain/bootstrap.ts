import { GROUPS } from './lime.ts';
import { Random } from './random.ts';
import type { Surrogate } from './surrogate.ts';

const REPLICATES = 399;

/** Intervals of the weights, [components] each. */
export interface WeightIntervals {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Percentile intervals that hold a weight with `level`: the groups of samples are drawn again with replacement, and the weights follow
 * to first order (a bootstrap of scores over clusters: Cameron, Gelbach and Miller 2008). The factor makes up for the few groups. Null where
 * samples were not grouped.
 */
export function bootstrapIntervals(
  { weights, deviations }: Surrogate,
  seed: number,
  level = 0.95,
): WeightIntervals | null {
  if (!deviations) return null;
  const n = weights.length;
  const random = new Random(seed);
  const counts = Array.from({ length: REPLICATES }, () => drawCounts(random));
  const scale = Math.sqrt(GROUPS / (GROUPS - 1));
  const [low, high] = [new Float64Array(n), new Float64Array(n)];
  const moved = new Float64Array(REPLICATES);
  const tail = Math.floor(((1 - level) / 2) * (REPLICATES + 1));
  for (let s = 0; s < n; s++) {
    for (let r = 0; r < REPLICATES; r++) {
      let sum = 0;
      for (let g = 0; g < GROUPS; g++) sum += (counts[r]![g]! - 1) * deviations[g * n + s]!;
      moved[r] = scale * sum;
    }
    moved.sort();
    low[s] = weights[s]! + moved[tail - 1]!;
    high[s] = weights[s]! + moved[REPLICATES - tail]!;
  }
  return { low, high };
}

/** How often each group comes up in as many draws as there are groups. */
function drawCounts(random: Random): Int32Array {
  const counts = new Int32Array(GROUPS);
  for (let draw = 0; draw < GROUPS; draw++) counts[random.next() & (GROUPS - 1)]!++;
  return counts;
}
