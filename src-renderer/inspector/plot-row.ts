import type { Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import type { Quantiles } from '../../src-preload/contract/quantiles.ts';
import type { EffectRow, EffectSum } from './effect-rows.ts';
import type { EffectSpread } from './window-effects.ts';

/** What the effects plot is about: the chosen moment, all windows of the recording, or the model's weights. */
export type Level = 'moment' | 'recording' | 'model';

/** Effects in the emotion's unit, or as parts of all effects. */
export type Measure = 'value' | 'share';

/** One line of the effects plot at any level, in one measure. */
export interface PlotRow {
  readonly name: string;
  readonly label: string;
  /** The effect, the median effect or the weight, after the edits if there are any; what the sign and the order follow. */
  readonly value: number | null;
  /** Its share, 0 … 1; null where shares have no meaning. */
  readonly share: number | null;
  /** What the edits added, in the measure; null where nothing is edited. */
  readonly shift: number | null;
  /** In the measure, all of them: a bar from zero, or a box; what the edits started from; the chosen moment. */
  readonly bar: number | null;
  readonly box: Quantiles | null;
  readonly before: number | null;
  readonly moment: number | null;
  readonly library: Quantiles | null;
}

const nothing = { share: null, shift: null, bar: null, box: null, before: null, moment: null, library: null };

/** Effects of one window or of the recording as a whole. */
export function momentRows(rows: readonly EffectRow[], measure: Measure): PlotRow[] {
  return rows.map(({ name, label, before, after }) => {
    const now = after ?? before;
    const [is, was] = [now, before].map((figures) =>
      figures ? figures[measure === 'value' ? 'effect' : 'relative'] : null,
    ) as [number | null, number | null];
    const shift = after && is !== null && was !== null ? is - was : null;
    return {
      ...nothing,
      name,
      label,
      value: now?.effect ?? null,
      share: now?.relative ?? null,
      shift,
      bar: is,
      before: after ? was : null,
    };
  });
}

/** The spread of the effects over the windows of a recording, of the edited sound where there is one. */
export function recordingRows(
  model: Pick<ModelCard, 'midLevel'>,
  emotion: string,
  before: EffectSpread | null,
  after: EffectSpread | null,
  moment: Judgement | null,
  measure: Measure,
): PlotRow[] {
  const key = measure === 'value' ? 'effects' : 'shares';
  return model.midLevel.map(({ name, label }) => {
    const now = after ?? before;
    const box = now?.[key][name] ?? null;
    const was = before?.[key][name]?.median ?? null;
    const judged = moment?.effects[emotion];
    return {
      ...nothing,
      name,
      label,
      value: now?.effects[name]?.median ?? null,
      // Medians of shares take a while, and are asked for only where they are drawn.
      share: measure === 'share' ? (box?.median ?? null) : null,
      shift: after && box && was !== null ? box.median - was : null,
      box,
      before: after ? was : null,
      moment: (measure === 'value' ? judged?.effects : judged?.relative)?.[name] ?? null,
    };
  });
}

/** The model's weights: what one standard deviation of a feature adds. */
export function modelRows(
  { midLevel, emotions, head }: Pick<ModelCard, 'midLevel' | 'emotions' | 'head'>,
  emotion: string,
  measure: Measure,
): PlotRow[] {
  const weights = head.weights[emotions.findIndex(({ name }) => name === emotion)] ?? [];
  const total = weights.reduce((sum, weight) => sum + Math.abs(weight), 0);
  return midLevel.map(({ name, label }, j) => {
    const value = weights[j] ?? 0;
    const share = total > 0 ? Math.abs(value) / total : 0;
    return { ...nothing, name, label, value, share, bar: measure === 'value' ? value : share };
  });
}

/** What the model says with every feature at its mean. */
export function interceptRow(intercept: number | null): PlotRow {
  return { ...nothing, name: 'intercept', label: 'Intercept', value: intercept, bar: intercept };
}

/** The emotion of a window. */
export function momentSum(before: EffectSum | null, after: EffectSum | null): PlotRow {
  const now = (after ?? before)?.value ?? null;
  return {
    ...nothing,
    name: 'sum',
    label: 'Sum',
    value: now,
    shift: before && after ? after.value - before.value : null,
    bar: now,
    before: after ? (before?.value ?? null) : null,
  };
}

/** The emotion over the windows of the recording, and in the chosen moment. */
export function recordingSum(
  before: EffectSpread | null,
  after: EffectSpread | null,
  moment: number | null,
): PlotRow {
  const box = (after ?? before)?.value ?? null;
  return {
    ...nothing,
    name: 'sum',
    label: 'Sum',
    value: box?.median ?? null,
    shift: before && after ? after.value.median - before.value.median : null,
    box,
    before: after ? (before?.value.median ?? null) : null,
    moment,
  };
}

/** As the model lists its features, or the largest first. */
export function inOrder(rows: readonly PlotRow[], by: 'model' | 'size'): readonly PlotRow[] {
  const size = ({ value }: PlotRow) => Math.abs(value ?? 0);
  return by === 'size' ? [...rows].sort((a, b) => size(b) - size(a)) : rows;
}

/** Every number the row draws. */
export function drawnIn({ bar, box, before, moment, library }: PlotRow): number[] {
  const ends = [box, library].flatMap((one) => (one ? [one.p5, one.p95] : []));
  return [bar, before, moment, ...ends].filter((value) => value !== null);
}
