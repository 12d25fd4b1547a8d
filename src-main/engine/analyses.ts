import { MezzoError } from '../../src-preload/contract/errors.ts';
import { soundTimeOf } from '../../src-preload/contract/time-map.ts';
import { analysisFrom, bytesOf } from './analysis-store.ts';
import type { DecodedAudio } from './audio/decode.ts';
import { affectedFrames } from './edit/affected.ts';
import type { Compute } from './jobs/compute.ts';
import type { Cache } from './library/cache.ts';
import { canonicalKey } from './library/canonical-key.ts';
import { computeBands } from './model/front-end.ts';
import type { Manifest } from './model/manifest.ts';
import type { Model } from './model/model.ts';
import { analyseMoment, type Moment, momentAt } from './model/moment.ts';
import { type Analysis, analyse, updateAnalysis } from './model/prediction.ts';
import { SharedWork, type WaitOptions } from './shared-work.ts';
import { isUnchanged, type Sound } from './sounds.ts';

/** Recordings and edits of them as models hear them; nothing is computed twice. */
export interface Analyses {
  of(recording: DecodedAudio, model: Model, options?: WaitOptions): Promise<Analysis>;
  /**
   * Of a sound; an edit starts from the recording's analysis and judges again only what sees a changed sample. Of another tempo all is judged.
   */
  ofSound(sound: Sound, model: Model, options?: WaitOptions): Promise<Analysis>;
  /** The window for a second of the recording. Of another tempo no more of the sound is made than it sees. */
  momentOf(sound: Sound, model: Model, seconds: number, options?: WaitOptions): Promise<Moment>;
}

/** What is kept in memory; an analysis of a two-hour recording holds about 100 MB. */
const kept = {
  limit: 16,
  maxBytes: 256 * 2 ** 20,
  bytesOf: ({ bands, positionMap, domainMap, curves }: Analysis) =>
    bands.values.byteLength + positionMap.byteLength + (domainMap?.byteLength ?? 0) + curves.byteLength,
};

const hashes = new WeakMap<Manifest, string>();

/** SHA-256 of the manifest, which holds the checksum of every file of the model. Remembered: a whitening makes it long. */
export function modelHash(manifest: Manifest): string {
  const known = hashes.get(manifest);
  if (known !== undefined) return known;
  const hash = canonicalKey({ manifest });
  hashes.set(manifest, hash);
  return hash;
}

export function createAnalyses(cache: Cache, compute: Compute): Analyses {
  const shared = new SharedWork<Analysis>(kept);

  const fromCacheOrNew = async (
    key: string,
    recording: DecodedAudio,
    model: Model,
    options: WaitOptions,
  ): Promise<Analysis> => {
    const stored = await cache.get(key);
    if (stored) return analysisFrom(stored, model);
    const analysis = await analyse(recording, model, compute, options);
    const kept = await keep(cache, key, bytesOf(analysis));
    return kept === null ? analysis : { ...analysis, warnings: [...analysis.warnings, kept] };
  };

  const keyOf = (recording: DecodedAudio, { manifest, provider }: Model): string =>
    canonicalKey({
      kind: 'analysis',
      version: 1,
      audio: recording.audioHash,
      model: modelHash(manifest),
      provider,
    });

  const of: Analyses['of'] = (recording, model, options) => {
    const key = keyOf(recording, model);
    return shared.get(key, (work) => fromCacheOrNew(key, recording, model, work), options);
  };

  const edited = async (
    { recording, pcm, changed, time }: Sound,
    model: Model,
    { signal, onProgress }: WaitOptions,
  ): Promise<Analysis> => {
    const { frontEnd } = model.manifest;
    let analysis = await of(recording, model, { signal });
    if (!time.steady)
      // No frame of another tempo is one of the recording's.
      return analyse(pcm, model, compute, {
        signal,
        onProgress,
        reference: analysis.reference,
        time: soundTimeOf(time, recording),
      });
    const ranges = affectedFrames(recording, changed, frontEnd);
    for (const [done, frameRange] of ranges.entries()) {
      const bands = await computeBands(pcm, frontEnd, compute, { signal, frameRange });
      analysis = await updateAnalysis(analysis, bands, model, signal);
      onProgress?.((done + 1) / ranges.length);
    }
    return analysis;
  };

  const ofSound: Analyses['ofSound'] = (sound, model, options) => {
    if (isUnchanged(sound)) return of(sound.recording, model, options);
    const key = `${keyOf(sound.recording, model)} ${sound.key}`;
    return shared.get(key, (work) => edited(sound, model, work), options);
  };

  return {
    of,
    ofSound,
    async momentOf(sound, model, seconds, options = {}) {
      const { recording, pcm } = sound;
      const time = soundTimeOf(sound.time, recording);
      if (!time) return momentAt(await ofSound(sound, model, options), model, seconds);
      const { signal } = options;
      const { reference } = await of(recording, model, options);
      return analyseMoment(pcm, model, compute, seconds, { reference, time, signal });
    },
  };
}

/** Puts a result into the cache. On a full disk the result is still shown: returns the sentence that says it was not kept. */
export async function keep(cache: Cache, key: string, data: ArrayBufferView): Promise<string | null> {
  try {
    await cache.put(key, data);
    return null;
  } catch (cause) {
    const { code, message } = MezzoError.from(cause);
    if (code === 'disk_full' || code === 'not_writable') return message;
    throw cause;
  }
}
