import { type Block, type BlockEffects, blockEffects, type Reading } from './block.ts';
import { GROUPS } from './lime.ts';
import { twoSidedP } from './student-t.ts';
import { isConstant, type Surrogate, stabilityOf } from './surrogate.ts';
import { targetNames, targetValues } from './targets.ts';

/** What complete blocks have said, added up. */
export interface BlockSums {
  blocks: number;
  effects: BlockEffects | null;
}

/** Adds the effects of a complete block. */
export function addBlock(sums: BlockSums, effects: BlockEffects): void {
  sums.blocks++;
  if (sums.effects === null) {
    sums.effects = effects;
    return;
  }
  for (const part of ['weights', 'variances', 'deviations', 'mean', 'variance', 'explained'] as const) {
    const [to, from] = [sums.effects[part], effects[part]];
    for (let i = 0; i < to.length; i++) to[i]! += from[i]!;
  }
}

/** Pairs under which weights are not tested. */
const FEWEST_PAIRS = 16;

/**
 * The surrogates of all complete blocks, or of the first while it is not complete. `whole` is the model's answer to the window as it
 * is, [M].
 */
export function localSurrogates(
  sums: BlockSums,
  current: Block | null,
  whole: Float32Array | Float64Array,
  reading: Reading,
): Surrogate[] {
  const { targets } = reading;
  const names = targetNames(targets);
  const n = reading.colouring.colour.length;
  const predictions = new Float64Array(names.length);
  targetValues(targets, Float32Array.from(whole), predictions);
  const partial = sums.effects === null && current !== null && current.pairs > 0;
  const effects = partial ? blockEffects(current, reading) : sums.effects;
  const blocks = partial ? 1 : sums.blocks;
  const tested = !partial || current.pairs >= FEWEST_PAIRS;
  return names.map((_, t) =>
    effects === null
      ? nothing(predictions[t]!, n)
      : surrogateOf(effects, t, { n, blocks, tested, prediction: predictions[t]! }),
  );
}

interface Stand {
  readonly n: number;
  readonly blocks: number;
  readonly tested: boolean;
  readonly prediction: number;
}

function surrogateOf(effects: BlockEffects, t: number, { n, blocks, tested, prediction }: Stand): Surrogate {
  const mean = effects.mean[t]! / blocks;
  const variance = effects.variance[t]! / blocks;
  if (isConstant(variance, Math.max(Math.abs(mean), Math.abs(prediction)))) {
    return { ...nothing(prediction, n), note: 'constant' };
  }
  const weights = effects.weights.slice(t * n, (t + 1) * n).map((sum) => sum / blocks);
  const standardErrors = effects.variances.slice(t * n, (t + 1) * n).map((sum) => Math.sqrt(sum) / blocks);
  const dof = effects.spare * blocks;
  return {
    prediction,
    intercept: mean - weights.reduce((sum, weight) => sum + weight, 0) / 2,
    weights,
    standardErrors,
    pValues: weights.map((weight, s) =>
      tested && weight !== 0 ? twoSidedP(weight / standardErrors[s]!, dof) : 1,
    ),
    r2: Math.min(1, effects.explained[t]! / effects.variance[t]!),
    stability: stabilityOf(weights, standardErrors),
    note: tested ? null : 'too_few_samples',
    deviations: effects.deviations.slice(t * GROUPS * n, (t + 1) * GROUPS * n).map((sum) => sum / blocks),
  };
}

/** Before there is a pair, and where nothing ever changes. */
function nothing(prediction: number, n: number): Surrogate {
  return {
    prediction,
    intercept: prediction,
    weights: new Float64Array(n),
    standardErrors: new Float64Array(n),
    pValues: new Float64Array(n).fill(1),
    r2: 0,
    stability: 0,
    note: 'too_few_samples',
    deviations: null,
  };
}
