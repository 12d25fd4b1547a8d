import { useMemo } from 'react';
import type { Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import {
  modelSentence,
  type Part,
  recordingSentence,
  sentenceOf,
} from '../../src-preload/contract/sentence.ts';
import type { Curves } from '../stores/session.ts';
import { useSession, useView } from '../workstation-context.tsx';
import { type EffectRow, type EffectSum, effectRows, effectSum } from './effect-rows.ts';
import { drawnDistribution, withLibrary } from './library-band.ts';
import {
  interceptRow,
  type Level,
  type Measure,
  modelRows,
  momentRows,
  momentSum,
  type PlotRow,
  recordingRows,
  recordingSum,
} from './plot-row.ts';
import { type Shown, useShown } from './shown.ts';
import { type EffectSpread, spreadOf, windowEffects } from './window-effects.ts';

/** What the effects page shows of one emotion at one level. */
export interface EffectsView {
  readonly level: Level;
  readonly measure: Measure;
  readonly rows: readonly PlotRow[];
  /** Intercept and sum; none in shares. */
  readonly fixed: readonly PlotRow[];
  /** Null while nothing is known. */
  readonly sentence: string | null;
  /** Of the moment or of the recording as a whole. */
  readonly before: EffectSum | null;
  readonly after: EffectSum | null;
  /** The same effects with the values and weights behind them. */
  readonly effects: readonly EffectRow[];
  readonly judgement: Judgement | null;
  /** Recordings behind the library's bands; 0 where none are drawn. */
  readonly recordings: number;
}

interface Spreads {
  readonly before: EffectSpread | null;
  readonly after: EffectSpread | null;
}

/** The level that is shown: the model's weights, or what the inspector's head says. */
export function useLevel(): Level {
  const scope = useView((view) => view.scope);
  const weights = useView((view) => view.showWeights);
  return weights ? 'model' : scope;
}

export function useEffectsView(model: ModelCard, emotion: ModelCard['emotions'][number]): EffectsView {
  const shown = useShown();
  const level = useLevel();
  const measure = useView((view) => view.effectsIn);
  const moment = useSession((session) => session.moment);
  const curves = useSession((session) => session.curves);
  const editedCurves = useSession((session) => session.editedCurves);
  const distribution = drawnDistribution(
    useSession((session) => session.distribution),
    model,
  );
  const wanted = level === 'recording';
  const before = useSpread(wanted ? curves : null, model, emotion.name);
  const after = useSpread(wanted && shown.edited ? editedCurves : null, model, emotion.name);
  const view = effectsView(model, emotion, { level, measure, shown, moment, spreads: { before, after } });
  // The library says nothing of weights, which are the same for every recording.
  if (level === 'model') return view;
  const rows = withLibrary(view.rows, distribution, model, emotion.name, measure);
  const fixed = withLibrary(view.fixed, distribution, model, emotion.name, measure);
  return { ...view, rows, fixed, recordings: distribution?.recordings ?? 0 };
}

function useSpread(curves: Curves | null, model: ModelCard, emotion: string): EffectSpread | null {
  return useMemo(() => {
    const effects = curves && windowEffects(curves, model, emotion);
    return effects && spreadOf(effects);
  }, [curves, model, emotion]);
}

interface Inputs {
  readonly level: Level;
  readonly measure: Measure;
  readonly shown: Shown;
  readonly moment: Judgement | null;
  readonly spreads: Spreads;
}

function effectsView(
  model: ModelCard,
  { name, label }: ModelCard['emotions'][number],
  { level, measure, shown, moment, spreads }: Inputs,
): EffectsView {
  const effects = effectRows(model, name, shown.before, shown.after, 'model');
  const [before, after] = [effectSum(shown.before, name), effectSum(shown.after, name)];
  const intercept = model.head.intercept[model.emotions.findIndex((one) => one.name === name)] ?? 0;
  const judgement = shown.after ?? shown.before;
  const shared = { level, measure, effects, before, after, judgement, recordings: 0 };
  const fixed = (...rows: PlotRow[]) => (measure === 'share' ? [] : [interceptRow(intercept), ...rows]);
  if (level === 'model') {
    const rows = modelRows(model, name, measure);
    const weights = rows.map((row) => ({ label: row.label, weight: row.value ?? 0 }));
    const sentence = modelSentence(label, intercept, weights);
    return { ...shared, rows, fixed: fixed(), sentence, judgement: null };
  }
  const now = after ?? before;
  const parts = partsOf(effects);
  if (level === 'moment') {
    const rows = momentRows(effects, measure);
    const sentence = now && sentenceOf(label, now.value, now.intercept, parts);
    return { ...shared, rows, fixed: fixed(momentSum(before, after)), sentence };
  }
  const spread = spreads.after ?? spreads.before;
  // The moment was judged in the original, and has no place among the windows of the edited sound.
  const mark = spreads.after ? null : moment;
  const moved = model.midLevel.flatMap((feature) => {
    const reach = spread?.effects[feature.name];
    return reach ? [{ label: feature.label, reach }] : [];
  });
  return {
    ...shared,
    rows: recordingRows(model, name, spreads.before, spreads.after, mark, measure),
    fixed: fixed(recordingSum(spreads.before, spreads.after, mark?.emotions[name] ?? null)),
    sentence: now && recordingSentence(label, now.value, now.intercept, parts, spread?.value ?? null, moved),
  };
}

function partsOf(rows: readonly EffectRow[]): Part[] {
  return rows.flatMap(({ label, before, after }) => {
    const figures = after ?? before;
    return figures ? [{ label, value: figures.value, effect: figures.effect }] : [];
  });
}
