import { keep } from './analyses.ts';
import { type Beats, beatsTask } from './audio/beats.ts';
import { onsetStrength } from './audio/onset-strength.ts';
import type { PcmFile } from './audio/pcm-file.ts';
import type { Compute } from './jobs/compute.ts';
import type { Cache } from './library/cache.ts';
import { canonicalKey } from './library/canonical-key.ts';
import type { Recordings } from './recordings.ts';
import { SharedWork, type WaitOptions } from './shared-work.ts';

/** The beats of recordings, found once and kept in the cache. */
export interface BeatFinding {
  of(trackId: string, options?: WaitOptions): Promise<Beats>;
}

const kept = { limit: 16, maxBytes: 2 ** 24, bytesOf: ({ times }: Beats) => times.byteLength };

interface Parts {
  readonly recordings: Pick<Recordings, 'openTrack'>;
  readonly cache: Cache;
  readonly compute: Compute;
}

export function createBeatFinding({ recordings, cache, compute }: Parts): BeatFinding {
  const shared = new SharedWork<Beats>(kept);

  const find = async (file: PcmFile, key: string, { signal, onProgress }: WaitOptions): Promise<Beats> => {
    const stored = await cache.get(key);
    if (stored) return beatsFrom(stored);
    const onsets = await onsetStrength(file, compute, { signal, onProgress });
    const beats = await compute.run(beatsTask, onsets, { signal });
    await keep(cache, key, bytesOf(beats));
    return beats;
  };

  return {
    async of(trackId, options) {
      const { file, audioHash } = await recordings.openTrack(trackId, { signal: options?.signal });
      const key = canonicalKey({ kind: 'beats', version: 1, audio: audioHash });
      return shared.get(key, (work) => find(file, key, work), options);
    },
  };
}

/** Tempo (NaN for none), clarity, then the times. */
function bytesOf({ times, tempo, clarity }: Beats): Float64Array {
  return Float64Array.from([tempo ?? Number.NaN, clarity, ...times]);
}

function beatsFrom(stored: ArrayBuffer): Beats {
  const [tempo, clarity, ...times] = new Float64Array(stored);
  return { times: Float64Array.from(times), tempo: Number.isNaN(tempo) ? null : tempo!, clarity: clarity! };
}
