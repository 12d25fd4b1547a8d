import { randomUUID } from 'node:crypto';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { ExplainedSegment, ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import type { WindowExplanation } from './explain/explain.ts';
import { explainedSegments } from './explain/explained-segments.ts';
import { findSelection } from './explain/selections.ts';
import type { SurrogateNote } from './explain/surrogate.ts';
import type { Trust } from './explain/trust.ts';
import { cutExplainedWindow, type WindowContext, type WindowSettings } from './explained-window.ts';
import { type ExplainProgress, ExplanationRun, type RunSettings } from './explanation-run.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import type { Model } from './model/model.ts';
import type { Moment } from './model/moment.ts';
import type { WaitOptions } from './shared-work.ts';
import type { Sound } from './sounds.ts';

/** Features and emotions that a model's predictions can be asked about, in its own order. */
export function explainable({ manifest }: Pick<Model, 'manifest'>): string[] {
  return [...manifest.midLevel, ...manifest.emotions].map(({ name }) => name);
}

/** Throws `bad_request` unless the model predicts the feature and the selection is known: before, not after, the samples are drawn. */
export function checkQuestion(
  model: Pick<Model, 'manifest'>,
  { feature, selection }: Pick<ExplanationSettings, 'feature' | 'selection'>,
): void {
  findSelection(selection);
  const known = explainable(model);
  if (known.includes(feature)) return;
  throw new MezzoError(
    'bad_request',
    `The model “${model.manifest.id}” predicts no “${feature}”. Choose one of ${known.join(', ')}.`,
  );
}

/** Everything asked of a window but for the feature, the selection and how many samples. */
export type QuestionSettings = WindowSettings & Pick<RunSettings, 'samples' | 'seed' | 'estimator'>;

/** Cuts the window and makes ready to ask. */
export async function beginExplanation(
  sound: Sound,
  model: Model,
  settings: QuestionSettings,
  context: Omit<WindowContext, 'onProgress'> & Pick<WaitOptions<ExplainProgress>, 'onProgress'>,
): Promise<ExplanationRun> {
  const window = await cutExplainedWindow(sound, model, settings, {
    ...context,
    onProgress: (step, fraction) =>
      context.onProgress?.({ step, done: Math.round(100 * fraction), total: 100 }),
  });
  return new ExplanationRun(window, model, settings, context.compute);
}

/** Runs a question to its end and tests the answer. */
export async function explainNow(
  run: ExplanationRun,
  settings: RunSettings & Pick<ExplanationSettings, 'selection'>,
  trackId: string,
  { signal, onProgress }: WaitOptions<ExplainProgress> = {},
): Promise<LabelledExplanation> {
  const explanation = await run.run(settings, { signal, onProgress });
  onProgress?.({ step: 'trust', done: 0, total: 1 });
  const trust = await run.trust(explanation, settings.feature, signal);
  return explanationFrom(run, explanation, { ...settings, trackId, trust, complete: true });
}

export interface RecordSettings extends Pick<ExplanationSettings, 'feature' | 'selection'> {
  readonly trackId: string;
  readonly trust: Trust | null;
  readonly complete: boolean;
}

/** What a run says about one feature or emotion. */
export function explanationFrom(
  run: ExplanationRun,
  explanation: WindowExplanation,
  { feature, selection, trackId, trust, complete }: RecordSettings,
): LabelledExplanation {
  checkQuestion(run.model, { feature, selection });
  const { moment, components, labels, picture, segmenter, sourceErrorDb, placed } = run.window;
  const { manifest, provider } = run.model;
  const surrogate = explanation.surrogates.get(feature)!;
  const rule = findSelection(selection);
  return {
    id: randomUUID(),
    trackId,
    model: { id: manifest.id, version: manifest.version },
    provider,
    window: { start: moment.start, end: moment.end },
    feature,
    segmenter: { name: segmenter.name, params: { ...segmenter.params } },
    selection,
    estimator: run.estimator,
    fill: run.window.fill,
    regions: run.window.regions,
    samples: explanation.samples,
    complete,
    seed: run.seed,
    prediction: surrogate.prediction,
    intercept: surrogate.intercept,
    fidelity: { r2: surrogate.r2, stability: surrogate.stability },
    trust: trust && {
      badge: trust.badge,
      reason: trust.reason,
      halves: trust.halves,
      deletion: mutable(trust.deletion),
      insertion: mutable(trust.insertion),
      direction: trust.direction,
    },
    randomised: null,
    sourceErrorDb,
    note: noteOf(run, explanation, surrogate.note, complete),
    segments: explainedSegments(components.extents, surrogate, rule, placed, run.seed).map((segment) =>
      withinWindow(segment, moment),
    ),
    elapsedMs: run.elapsedMs,
    createdAt: new Date().toISOString(),
    ...picture,
    bandEdges: [...picture.bandEdges],
    labels,
  };
}

const mutable = (curves: Trust['deletion']) => ({
  explained: [...curves.explained],
  random: [...curves.random],
  loudest: [...curves.loudest],
});

function noteOf(
  run: ExplanationRun,
  { samples, exhaustive }: WindowExplanation,
  note: SurrogateNote,
  complete: boolean,
): string | null {
  const { count } = run.window.components;
  const sentences: string[] = [];
  if (note === 'constant')
    sentences.push(
      'The prediction never changed, whatever was switched off: no part of this window matters for it.',
    );
  else if (note === 'too_few_samples')
    sentences.push(
      `${samples} samples are too few to test ${count} segments: no weight can be called significant. Take at least ${count * 3}.`,
    );
  else if (exhaustive)
    sentences.push(
      `All ${samples} ways to switch the ${count} segments were used; another seed changes nothing.`,
    );
  if (!complete) sentences.push('It was stopped before all samples were taken; it can be continued.');
  if (run.providerLost) sentences.push(run.providerLost);
  return sentences.length > 0 ? sentences.join(' ') : null;
}

/** The last frame of a recording reaches past its end; a segment does not. */
function withinWindow(segment: ExplainedSegment, { end }: Moment): ExplainedSegment {
  const [from, to] = segment.timeRange;
  return { ...segment, timeRange: [Math.min(end, from), Math.min(end, to)] };
}
