import type { ExplainEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef, ExplanationSettings } from '../../src-preload/contract/domain.ts';
import { modelHash } from './analyses.ts';
import type { Engine } from './engine.ts';
import { explainSound } from './explaining.ts';
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
  const key = {
    modelHash: modelHash(model.manifest),
    settingsHash: canonicalKey({
      kind: 'explanation',
      version: 1,
      sound: sound.key,
      provider: model.provider,
      settings,
    }),
  };
  const known = engine.library.explanations.find({ ...key, trackId });
  if (known !== undefined) return known;
  const { explanation } = await explainSound({ sound, trackId, model, settings }, engine, {
    signal,
    onProgress: (step, done, total) => emit({ kind: 'progress', step, done, total }),
  });
  return engine.library.explanations.save(key, explanation);
}
