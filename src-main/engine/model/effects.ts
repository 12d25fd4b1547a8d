import type { EmotionEffects, Judgement, NamedValues } from '../../../src-preload/contract/domain.ts';
import type { Manifest } from './manifest.ts';

/** The parts of a manifest that turn mid-level features into emotions. */
export type LinearHead = Pick<Manifest, 'midLevel' | 'emotions' | 'head'>;

/** Emotions of a mid-level vector [M], computed from the head in double precision: weights · midLevel + intercept. */
export function emotionsOf(midLevel: ArrayLike<number>, { head }: LinearHead): Float64Array {
  return Float64Array.from(head.weights, (row, e) =>
    row.reduce((sum, weight, m) => sum + weight * midLevel[m]!, head.intercept[e]!),
  );
}

/**
 * A mid-level vector [M] with the emotions it causes. Effect E_m = w_m · m_m, relative effect |E_m| / Σ|E_i|
 * (all 0 when there is no effect at all). Effects + intercept = emotion exactly: the emotion is that sum
 * (Chowdhury, Vall, Haunschmid, Widmer 2019).
 */
export function judge(midLevel: ArrayLike<number>, model: LinearHead): Omit<Judgement, 'familiarity'> {
  const emotions = emotionsOf(midLevel, model);
  const features = model.midLevel.map((feature) => feature.name);
  return {
    midLevel: named(features, (m) => midLevel[m]!),
    emotions: named(
      model.emotions.map((emotion) => emotion.name),
      (e) => emotions[e]!,
    ),
    effects: Object.fromEntries(
      model.emotions.map((emotion, e) => [emotion.name, effectsOf(midLevel, model, features, e)]),
    ),
  };
}

function effectsOf(
  midLevel: ArrayLike<number>,
  { head }: LinearHead,
  features: readonly string[],
  emotion: number,
): EmotionEffects {
  const weights = head.weights[emotion]!;
  const effects = features.map((_, m) => weights[m]! * midLevel[m]!);
  const total = effects.reduce((sum, effect) => sum + Math.abs(effect), 0);
  return {
    intercept: head.intercept[emotion]!,
    effects: named(features, (m) => effects[m]!),
    relative: named(features, (m) => (total > 0 ? Math.abs(effects[m]!) / total : 0)),
  };
}

function named(names: readonly string[], value: (index: number) => number): NamedValues {
  return Object.fromEntries(names.map((name, index) => [name, value(index)]));
}
