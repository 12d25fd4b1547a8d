import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { type Quantiles, quantilesOf } from '../../src-preload/contract/quantiles.ts';
import type { Curves } from '../stores/session.ts';

/** What one emotion is the sum of in every window: effects + intercept = value, up to the precision of the curves. */
export interface WindowEffects {
  readonly count: number;
  /** Mid-level names; the columns of `effects`. */
  readonly features: readonly string[];
  /** [count × features], row by row: weight times value, in the emotion's unit. */
  readonly effects: Float64Array;
  readonly intercept: number;
  /** [count], as predicted. */
  readonly values: Float64Array;
}

/** How the effects on one emotion are spread over the windows of a recording. */
export interface EffectSpread {
  readonly effects: Readonly<Record<string, Quantiles>>;
  /** Of |effect| / Σ|effects|, 0 … 1. */
  readonly shares: Readonly<Record<string, Quantiles>>;
  readonly intercept: number;
  readonly value: Quantiles;
}

/** Null where the curves are not this model's or it has no such emotion. */
export function windowEffects(
  { prediction, names, values }: Curves,
  model: Pick<ModelCard, 'midLevel' | 'emotions' | 'head'>,
  emotion: string,
): WindowEffects | null {
  const e = model.emotions.findIndex(({ name }) => name === emotion);
  const features = model.midLevel.map(({ name }) => name);
  const columns = features.map((name) => names.indexOf(name));
  const column = names.indexOf(emotion);
  const weights = model.head.weights[e];
  const intercept = model.head.intercept[e];
  if (!weights || intercept === undefined || column < 0 || columns.includes(-1)) return null;
  const { count } = prediction;
  const width = names.length;
  const effects = new Float64Array(count * features.length);
  for (let i = 0; i < count; i++)
    columns.forEach((from, j) => {
      effects[i * features.length + j] = weights[j]! * values[i * width + from]!;
    });
  return {
    count,
    features,
    effects,
    intercept,
    values: Float64Array.from({ length: count }, (_, i) => values[i * width + column]!),
  };
}

/** Null where there is no window. The shares are computed when they are first asked for. */
export function spreadOf(all: WindowEffects): EffectSpread | null {
  const { effects, intercept, values } = all;
  const value = quantilesOf(values);
  if (!value) return null;
  let shares: EffectSpread['shares'] | null = null;
  return {
    effects: columnQuantiles(all, effects),
    intercept,
    value,
    get shares() {
      shares ??= columnQuantiles(all, sharesOf(all));
      return shares;
    },
  };
}

/** The quantiles of every column of an array like `effects`. */
function columnQuantiles({ count, features }: WindowEffects, rows: Float64Array): Record<string, Quantiles> {
  const column = new Float64Array(count);
  return Object.fromEntries(
    features.flatMap((name, j) => {
      for (let i = 0; i < count; i++) column[i] = rows[i * features.length + j]!;
      const found = quantilesOf(column);
      return found ? [[name, found]] : [];
    }),
  );
}

/** [count × features]: every effect's part of all effects in its window. */
function sharesOf({ count, features, effects }: WindowEffects): Float64Array {
  const shares = new Float64Array(effects.length);
  for (let i = 0; i < count; i++) {
    const [from, to] = [i * features.length, (i + 1) * features.length];
    let total = 0;
    for (let at = from; at < to; at++) total += Math.abs(effects[at]!);
    for (let at = from; at < to; at++) shares[at] = total > 0 ? Math.abs(effects[at]!) / total : 0;
  }
  return shares;
}
