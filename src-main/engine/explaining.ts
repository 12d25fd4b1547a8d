import { randomUUID } from 'node:crypto';
import type { ExplanationSettings } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Analyses } from './analyses.ts';
import { type ExplainStep, explainWindow } from './explain/explain.ts';
import { explainedSegments } from './explain/explained-segments.ts';
import { findFill } from './explain/fills.ts';
import { axesOf } from './explain/geometry.ts';
import { findSegmenter } from './explain/segmenters.ts';
import { findSelection } from './explain/selection.ts';
import type { Compute } from './jobs/compute.ts';
import type { LabelledExplanation } from './library/explanations.ts';
import { framesOf } from './model/band-magnitudes.ts';
import type { Model } from './model/model.ts';
import { momentAt } from './model/prediction.ts';
import { scaleBands } from './model/scaling.ts';
import type { Spectrogram } from './model/spectrogram.ts';
import type { Sound } from './sounds.ts';

export interface ExplainOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: ExplainStep | 'prediction', done: number, total: number) => void) | undefined;
}

/** An explanation with the spectrogram it explains. */
export interface ExplainedSound {
  readonly explanation: LabelledExplanation;
  readonly spectrogram: Spectrogram;
}

/** Features and emotions that a model's predictions can be asked about, in its own order. */
export function explainable({ manifest }: Model): string[] {
  return [...manifest.midLevel, ...manifest.emotions].map(({ name }) => name);
}

/** Explains one mid-level feature or emotion in the window of a sound that starts at `settings.start`. */
export async function explainSound(
  {
    sound,
    trackId,
    model,
    settings,
  }: { sound: Sound; trackId: string; model: Model; settings: ExplanationSettings },
  { analyses, compute }: { analyses: Analyses; compute: Compute },
  { signal, onProgress }: ExplainOptions = {},
): Promise<ExplainedSound> {
  const { manifest } = model;
  checkFeature(model, settings.feature);
  const { entry: segmenter, params } = findSegmenter(settings.segmenter);
  const selection = findSelection(settings.selection);
  const startedAt = performance.now();
  const analysis = await analyses.ofSound(sound, model, {
    signal,
    onProgress: (fraction) => onProgress?.('prediction', Math.round(fraction * 100), 100),
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
    onProgress,
  });
  const surrogate = result.surrogates.get(settings.feature)!;
  return {
    spectrogram,
    explanation: {
      id: randomUUID(),
      trackId,
      model: { id: manifest.id, version: manifest.version },
      provider: model.provider,
      window: { start: moment.start, end: moment.end },
      feature: settings.feature,
      segmenter: { name: segmenter.name, params },
      selection: settings.selection,
      samples: result.samples,
      seed: settings.seed,
      prediction: surrogate.prediction,
      intercept: surrogate.intercept,
      fidelity: { r2: surrogate.r2 },
      segments: explainedSegments(result, surrogate, selection, moment.start),
      elapsedMs: performance.now() - startedAt,
      createdAt: new Date().toISOString(),
      frames,
      bands,
      frameSeconds: axes.frameSeconds,
      bandEdges: [...axes.bandEdges],
      labels: result.labels,
    },
  };
}

function checkFeature(model: Model, feature: string): void {
  const known = explainable(model);
  if (known.includes(feature)) return;
  throw new MezzoError(
    'bad_request',
    `The model “${model.manifest.id}” predicts no “${feature}”. Choose one of ${known.join(', ')}.`,
  );
}
