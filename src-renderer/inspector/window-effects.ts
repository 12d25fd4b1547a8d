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

/** Null where there is no window. */
export function spreadOf({
  count,
  features,
  effects,
  intercept,
  values,
}: WindowEffects): EffectSpread | null {
  const value = quantilesOf(values);
  if (!value) return null;
  const width = features.length;
  const sizes = Float64Array.from({ length: count }, (_, i) =>
    effects.subarray(i * width, (i + 1) * width).reduce((sum, effect) => sum + Math.abs(effect), 0),
  );
  const spread = (of: (effect: number, window: number) => number) =>
    Object.fromEntries(
      features.flatMap((name, j) => {
        const all = Float64Array.from({ length: count }, (_, i) => of(effects[i * width + j]!, i));
        const found = quantilesOf(all);
        return found ? [[name, found] as const] : [];
      }),
    );
  return {
    effects: spread((effect) => effect),
    shares: spread((effect, i) => (sizes[i]! > 0 ? Math.abs(effect) / sizes[i]! : 0)),
    intercept,
    value,
  };
}
