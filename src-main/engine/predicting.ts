import type { AudioRef, Judgement, Prediction, Shift } from '../../src-preload/contract/domain.ts';
import { type Analyses, keep, modelHash } from './analyses.ts';
import { shiftOf } from './edit/shift.ts';
import { canonicalKey } from './library/canonical-key.ts';
import type { Library } from './library/library.ts';
import { sketchOf } from './library/sketch.ts';
import type { Model } from './model/model.ts';
import type { Analysis } from './model/prediction.ts';
import type { WaitOptions } from './shared-work.ts';
import type { Sounds } from './sounds.ts';

/** Predictions of sounds, noted in the library. */
export interface Predicting {
  predict(audio: AudioRef, model: Model, options?: WaitOptions): Promise<Prediction>;
  /** The window nearest to the one that starts at `start` seconds. */
  moment(
    audio: AudioRef,
    model: Model,
    start: number,
    options?: WaitOptions,
  ): Promise<Judgement & { window: { start: number; end: number } }>;
  /** The track before and after its steps, in one window or as a whole. */
  shift(audio: AudioRef, model: Model, start: number | undefined, options?: WaitOptions): Promise<Shift>;
}

interface Parts {
  readonly library: Library;
  readonly sounds: Sounds;
  readonly analyses: Analyses;
}

export function createPredicting({ library, sounds, analyses }: Parts): Predicting {
  const analysisOf = async (audio: AudioRef, model: Model, options?: WaitOptions): Promise<Analysis> =>
    analyses.ofSound(await sounds.of(audio), model, options);

  /** Writes a track's own prediction down; those of edits live only while they are worked on. */
  const note = async (
    trackId: string,
    model: Model,
    prediction: Outline,
    { curves, familiarity }: Analysis,
  ): Promise<void> => {
    const hash = modelHash(model.manifest);
    const key = {
      trackId,
      modelHash: hash,
      settingsHash: canonicalKey({ kind: 'prediction', provider: model.provider }),
    };
    if (library.predictions.find(key)?.sketched) return;
    const curvesKey = canonicalKey({
      kind: 'curves',
      audio: library.tracks.file(trackId).audioHash,
      model: hash,
      provider: model.provider,
    });
    if ((await keep(library.cache, curvesKey, curves)) !== null) return;
    const sketch = sketchOf(curves, prediction.count, prediction.emotionNames.length);
    library.predictions.save(key, prediction, curvesKey, familiarity, sketch);
    library.modelsSeen.note({ ...prediction.model, hash, name: model.manifest.name });
  };

  return {
    async predict(audio, model, options) {
      const analysis = await analysisOf(audio, model, options);
      const prediction = predictionOf(audio.trackId, model, analysis);
      if (audio.steps.length === 0) await note(audio.trackId, model, prediction, analysis);
      const { curves, familiarity } = analysis;
      return {
        ...prediction,
        curves: blobOf(curves),
        familiarity: familiarity && blobOf(familiarity),
      };
    },
    async moment(audio, model, start, options) {
      const sound = await sounds.of(audio);
      const { judgement, start: from, end } = await analyses.momentOf(sound, model, start, options);
      return { ...judgement, window: { start: from, end } };
    },
    async shift(audio, model, start, options) {
      const judged = async (ref: AudioRef): Promise<Judgement> => {
        if (start === undefined) return (await analysisOf(ref, model, options)).summary;
        return (await analyses.momentOf(await sounds.of(ref), model, start, options)).judgement;
      };
      return shiftOf(await judged({ trackId: audio.trackId, steps: [] }), await judged(audio));
    },
  };
}

const blobOf = (values: Float32Array) => new Blob([new Float32Array(values)]);

type Outline = Omit<Prediction, 'curves' | 'familiarity'>;

function predictionOf(trackId: string, { manifest, provider }: Model, analysis: Analysis): Outline {
  return {
    trackId,
    model: { id: manifest.id, version: manifest.version },
    provider,
    duration: analysis.duration,
    windowSeconds: analysis.windowSeconds,
    hopSeconds: analysis.hopSeconds,
    count: analysis.windows.count,
    midLevelNames: manifest.midLevel.map(({ name }) => name),
    emotionNames: manifest.emotions.map(({ name }) => name),
    summary: analysis.summary,
    warnings: [...analysis.warnings],
  };
}
