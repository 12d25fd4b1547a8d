import { randomUUID } from 'node:crypto';
import type {
  ExplainedSegment,
  ExplanationSettings,
  NamedValues,
} from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Analyses } from './analyses.ts';
import { type ExplainStep, explainWindow, type WindowExplanation } from './explain/explain.ts';
import { explainedSegments } from './explain/explained-segments.ts';
import { findFill } from './explain/fills.ts';
import { axesOf, type SpectrogramAxes } from './explain/geometry.ts';
import { findSegmenter } from './explain/segmenters.ts';
import { findSelection } from './explain/selections.ts';
import type { SurrogateNote } from './explain/surrogate.ts';
import type { Compute } from './jobs/compute.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import { framesOf } from './model/band-magnitudes.ts';
import type { Model } from './model/model.ts';
import { type Moment, momentAt } from './model/prediction.ts';
import { scaleBands } from './model/scaling.ts';
import type { Spectrogram } from './model/spectrogram.ts';
import type { WaitOptions } from './shared-work.ts';
import type { Sound } from './sounds.ts';

/** How far a run is. */
export interface ExplainProgress {
  readonly step: ExplainStep | 'prediction';
  readonly done: number;
  readonly total: number;
}

/** Everything one run of perturbed windows says: about every mid-level feature and every emotion. */
export interface ExplanationRun {
  readonly model: Pick<Model, 'manifest' | 'provider'>;
  readonly moment: Moment;
  readonly spectrogram: Spectrogram;
  readonly axes: SpectrogramAxes;
  readonly segmenter: { readonly name: string; readonly params: NamedValues };
  readonly seed: number;
  readonly result: WindowExplanation;
  readonly elapsedMs: number;
}

export interface ExplainRequest {
  readonly sound: Sound;
  readonly model: Model;
  readonly settings: Pick<ExplanationSettings, 'start' | 'samples' | 'seed' | 'segmenter'>;
}

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

/** Asks the model about the window of a sound that starts at `settings.start`, with parts of it switched off. */
export async function runExplanation(
  { sound, model, settings }: ExplainRequest,
  { analyses, compute }: { analyses: Analyses; compute: Compute },
  { signal, onProgress }: WaitOptions<ExplainProgress> = {},
): Promise<ExplanationRun> {
  const { manifest, provider } = model;
  const { entry: segmenter, params } = findSegmenter(settings.segmenter);
  const startedAt = performance.now();
  expectInside(settings.start, sound);
  const analysis = await analyses.ofSound(sound, model, {
    signal,
    onProgress: (fraction) =>
      onProgress?.({ step: 'prediction', done: Math.round(fraction * 100), total: 100 }),
  });
  const moment = momentAt(analysis, model, settings.start);
  const spectrogram = scaleBands(
    framesOf(analysis.bands, moment.firstFrame, moment.frames),
    manifest.frontEnd,
    analysis.reference,
  );
  const { frames, bands, values } = spectrogram;
  const axes = axesOf(manifest.frontEnd);
  const result = await explainWindow({
    spectrogram: values,
    frames,
    bands,
    axes,
    segmenter,
    params,
    fill: findFill('silence'),
    silence: manifest.fillValue,
    samples: settings.samples,
    seed: settings.seed,
    targets: {
      midLevel: manifest.midLevel.map(({ name }) => name),
      emotions: manifest.emotions.map(({ name }) => name),
      head: manifest.head,
    },
    predict: async (batch, count) =>
      (await model.run(batch.subarray(0, count * values.length), count, frames)).midLevel,
    compute,
    signal,
    onProgress: (step, done, total) => onProgress?.({ step, done, total }),
  });
  const elapsedMs = performance.now() - startedAt;
  return {
    model: { manifest, provider },
    moment,
    spectrogram,
    axes,
    segmenter: { name: segmenter.name, params },
    seed: settings.seed,
    result,
    elapsedMs,
  };
}

/** Near its end a recording is explained by its last window; beyond it there is nothing to explain. */
function expectInside(start: number, { pcm }: Sound): void {
  const duration = pcm.frames / pcm.sampleRate;
  if (start <= duration) return;
  throw new MezzoError(
    'bad_request',
    `The recording ends at ${duration.toFixed(2)} s: there is nothing to explain at ${start} s. Choose an earlier start.`,
  );
}

/** What a run says about one feature or emotion. */
export function explanationFrom(
  run: ExplanationRun,
  trackId: string,
  { feature, selection }: Pick<ExplanationSettings, 'feature' | 'selection'>,
): LabelledExplanation {
  checkQuestion(run.model, { feature, selection });
  const { moment, result, axes, spectrogram } = run;
  const { manifest, provider } = run.model;
  const surrogate = result.surrogates.get(feature)!;
  return {
    id: randomUUID(),
    trackId,
    model: { id: manifest.id, version: manifest.version },
    provider,
    window: { start: moment.start, end: moment.end },
    feature,
    segmenter: { name: run.segmenter.name, params: { ...run.segmenter.params } },
    selection,
    samples: result.samples,
    seed: run.seed,
    prediction: surrogate.prediction,
    intercept: surrogate.intercept,
    fidelity: { r2: surrogate.r2, stability: surrogate.stability },
    note: noteOf(surrogate.note, result),
    segments: explainedSegments(result, surrogate, findSelection(selection), moment.start).map((segment) =>
      withinWindow(segment, moment),
    ),
    elapsedMs: run.elapsedMs,
    createdAt: new Date().toISOString(),
    frames: spectrogram.frames,
    bands: spectrogram.bands,
    frameSeconds: axes.frameSeconds,
    bandEdges: [...axes.bandEdges],
    labels: result.labels,
  };
}

function noteOf(note: SurrogateNote, { samples, exhaustive, segments }: WindowExplanation): string | null {
  if (note === 'constant')
    return 'The prediction never changed, whatever was switched off: no part of this window matters for it.';
  if (note === 'too_few_samples') {
    return `${samples} samples are too few to test ${segments.length} segments: no weight can be called significant. Take at least ${segments.length * 3}.`;
  }
  return exhaustive
    ? `All ${samples} ways to switch the ${segments.length} segments were used; another seed changes nothing.`
    : null;
}

/** The last frame of a recording reaches past its end; a segment does not. */
function withinWindow(segment: ExplainedSegment, { end }: Moment): ExplainedSegment {
  const [from, to] = segment.timeRange;
  return { ...segment, timeRange: [Math.min(end, from), Math.min(end, to)] };
}
