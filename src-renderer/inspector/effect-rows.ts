import type { Judgement, ModelCard } from '../../src-preload/contract/domain.ts';

/** One mid-level feature's effect on one emotion, before and after the edits. */
export interface EffectRow {
  readonly name: string;
  readonly label: string;
  /** Weight of the feature in the model's head for this emotion. */
  readonly weight: number;
  readonly before: EffectFigures | null;
  /** Null when nothing is edited or the shift is not known yet. */
  readonly after: EffectFigures | null;
}

export interface EffectFigures {
  /** The feature itself, standardised. */
  readonly value: number;
  readonly effect: number;
  /** |effect| / Σ|effects|, 0…1. */
  readonly relative: number;
}

/** What one emotion is the sum of. */
export interface EffectSum {
  readonly effects: number;
  readonly intercept: number;
  readonly value: number;
}

/** Rows for one emotion, as the model lists its features or the largest present effect first. */
export function effectRows(
  model: ModelCard,
  emotion: string,
  before: Judgement | null,
  after: Judgement | null,
  by: 'model' | 'size',
): EffectRow[] {
  const weights = model.head.weights[model.emotions.findIndex(({ name }) => name === emotion)] ?? [];
  const rows = model.midLevel.map(({ name, label }, j) => ({
    name,
    label,
    weight: weights[j] ?? 0,
    before: figuresOf(before, emotion, name),
    after: figuresOf(after, emotion, name),
  }));
  const size = ({ before: was, after: is }: EffectRow) => Math.abs((is ?? was)?.effect ?? 0);
  return by === 'size' ? rows.sort((a, b) => size(b) - size(a)) : rows;
}

/** The sum of a judgement's effects, its intercept and its value; the first two add up to the third. */
export function effectSum(judgement: Judgement | null, emotion: string): EffectSum | null {
  const found = judgement?.effects[emotion];
  const value = judgement?.emotions[emotion];
  if (!found || value === undefined) return null;
  const effects = Object.values(found.effects).reduce((sum, effect) => sum + effect, 0);
  return { effects, intercept: found.intercept, value };
}

function figuresOf(judgement: Judgement | null, emotion: string, feature: string): EffectFigures | null {
  const value = judgement?.midLevel[feature];
  const effect = judgement?.effects[emotion]?.effects[feature];
  const relative = judgement?.effects[emotion]?.relative[feature];
  if (value === undefined || effect === undefined || relative === undefined) return null;
  return { value, effect, relative };
}
