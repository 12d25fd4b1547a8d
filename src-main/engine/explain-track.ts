import type { ExplainEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef, ExplanationSettings } from '../../src-preload/contract/domain.ts';
import { modelHash } from './analyses.ts';
import type { Engine } from './engine.ts';
import { checkQuestion, explanationFrom, runExplanation } from './explaining.ts';
import { canonicalKey } from './library/canonical-key.ts';

export interface ExplainTrackRequest {
  readonly audio: AudioRef;
  readonly modelId?: string | undefined;
  readonly settings: ExplanationSettings;
}

/** Explains a window of a track and keeps the result; the same request is answered from the library. Returns the explanation's id. */
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
  const { feature, selection, ...question } = settings;
  const runKey = { kind: 'explanation', version: 1, sound: sound.key, provider: model.provider, ...question };
  const key = {
    modelHash: modelHash(model.manifest),
    settingsHash: canonicalKey({ ...runKey, feature, selection }),
  };
  const known = engine.library.explanations.find({ ...key, trackId });
  if (known !== undefined) return known;
  const run = await engine.explanationRuns.get(
    canonicalKey({ ...runKey, model: key.modelHash, audio: sound.recording.audioHash }),
    ({ signal: stop, onProgress }) =>
      runExplanation({ sound, model, settings: question }, engine, { signal: stop, onProgress }),
    { signal, onProgress: ({ step, done, total }) => emit({ kind: 'progress', step, done, total }) },
  );
  return engine.library.explanations.save(key, explanationFrom(run, trackId, settings));
}
