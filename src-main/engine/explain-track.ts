import type { ExplainEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import { keep as keepInCache, modelHash } from './analyses.ts';
import type { Engine } from './engine.ts';
import type { WindowExplanation } from './explain/explain.ts';
import type { Trust } from './explain/trust.ts';
import { beginExplanation, checkQuestion, explanationFrom } from './explaining.ts';
import type { ExplanationRun } from './explanation-run.ts';
import { selectSegments } from './explanation-selecting.ts';
import { canonicalKey } from './library/canonical-key.ts';

export interface ExplainTrackRequest {
  readonly audio: AudioRef;
  readonly modelId?: string | undefined;
  readonly settings: ExplanationSettings;
}

/**
 * Explains a window of a track and keeps the result: pictures on the way, what there is at a cancel or a failure, and the whole. A question
 * asked before goes on from the samples there are; with enough of them it is answered from the library. Returns the explanation's id.
 */
export async function explainTrack(
  engine: Engine,
  { audio, modelId, settings }: ExplainTrackRequest,
  emit: (event: ExplainEvent) => void,
  signal: AbortSignal,
): Promise<string> {
  const model = await engine.models.open(modelId);
  const sound = await engine.sounds.of(audio);
  const { trackId } = audio;
  checkQuestion(model, settings);
  const { feature, selection, samples, stability, ...question } = settings;
  const about = { kind: 'explanation', version: 2, sound: sound.key, provider: model.provider, ...question };
  const key = {
    modelHash: modelHash(model.manifest),
    settingsHash: canonicalKey({ ...about, feature }),
  };
  const known = engine.library.explanations.find({ ...key, trackId });
  if (known !== undefined && isEnough(engine.library.explanations.get(known), settings)) {
    selectSegments(engine.library, known, selection);
    return known;
  }
  const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) =>
    emit({ kind: 'progress', step, done, total });
  const runKey = canonicalKey({ ...about, model: key.modelHash, audio: sound.recording.audioHash });
  const run = await engine.explanationRuns.get(
    runKey,
    async (work) => {
      const { path } = engine.library.tracks.file(trackId);
      const begun = await beginExplanation(sound, model, settings, { ...engine, ...work, path });
      const saved = await engine.library.cache.get(runKey);
      if (saved) begun.restore(new Uint8Array(saved));
      return begun;
    },
    { signal, onProgress },
  );
  const before = run.samples;
  const keep = (explanation: WindowExplanation, trust: Trust | null, complete: boolean): string =>
    engine.library.explanations.save(
      key,
      explanationFrom(run, explanation, { feature, selection, trackId, trust, complete }),
    );
  const show = (picture: WindowExplanation) => {
    const explanationId = keep(picture, null, false);
    const reached = picture.surrogates.get(feature)?.stability ?? 0;
    emit({ kind: 'picture', explanationId, samples: picture.samples, stability: reached });
  };
  try {
    const explanation = await run.run(settings, { signal, onProgress, onPicture: show });
    onProgress({ step: 'trust', done: 0, total: 1 });
    return keep(explanation, await run.trust(explanation, feature, signal), true);
  } catch (cause) {
    await keepWhatThereIs(run, keep);
    throw cause;
  } finally {
    if (run.samples > before) await saveRun(engine, runKey, run);
  }
}

/** So that it can go on after a restart. A full disk does not take the explanation away. */
async function saveRun({ library }: Engine, runKey: string, run: ExplanationRun): Promise<void> {
  const state = await run.save();
  if (state) await keepInCache(library.cache, runKey, state);
}

/** A cancel or a failure leaves the samples taken so far in the library. */
async function keepWhatThereIs(
  run: ExplanationRun,
  keep: (explanation: WindowExplanation, trust: null, complete: false) => string,
): Promise<void> {
  try {
    if (run.samples > 1) keep(await run.weights(), null, false);
  } catch (cause) {
    // What ended the run is what the user must hear; that the track was removed meanwhile is no news.
    if (!(cause instanceof MezzoError)) throw cause;
  }
}

interface Kept {
  readonly samples: number;
  readonly complete: boolean;
  readonly fidelity: { readonly stability: number };
  readonly segments: readonly unknown[];
}

/** Whether a kept explanation has what is asked for: the samples, or the stability, or every mask there is. */
function isEnough(
  { samples, complete, fidelity, segments }: Kept,
  settings: Pick<ExplanationSettings, 'samples' | 'stability'>,
): boolean {
  if (!complete) return false;
  if (samples >= settings.samples || samples >= 2 ** segments.length) return true;
  return settings.stability !== null && fidelity.stability >= settings.stability;
}
