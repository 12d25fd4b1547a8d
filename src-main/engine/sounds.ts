import type { AudioRef, EditStep } from '../../src-preload/contract/domain.ts';
import type { DecodedAudio } from './audio/decode.ts';
import { buildPeaks, type Peaks } from './audio/peaks.ts';
import type { PcmSource } from './audio/signal.ts';
import { affectedRanges, type Range } from './edit/affected.ts';
import { applyEdits } from './edit/render.ts';
import { type SegmentMap, type SegmentMaps, segmentMap } from './edit/segment-map.ts';
import type { Compute } from './jobs/compute.ts';
import { LeastRecent } from './least-recent.ts';
import type { Explanations } from './library/explanations.ts';
import type { Recordings } from './recordings.ts';

/** A recording with edit steps applied. */
export interface Sound {
  /** Equal for equal steps. */
  readonly key: string;
  readonly recording: DecodedAudio;
  /** The recording itself when no step changes anything. */
  readonly pcm: PcmSource;
  /** Samples that may differ from the recording's: [start, end) ranges in order. */
  readonly changed: readonly Range[];
  /** Outline for drawing, made when first asked for. */
  peaks(): Promise<Peaks>;
}

export interface Sounds {
  /** What an AudioRef means. The same ref gives the same object while it is among those used last. */
  of(audio: AudioRef): Promise<Sound>;
}

const keptPerRecording = 12;

export function createSounds(recordings: Recordings, explanations: Explanations, compute: Compute): Sounds {
  const perRecording = new WeakMap<DecodedAudio, LeastRecent<Sound>>();
  return {
    async of({ trackId, steps }) {
      const recording = await recordings.openTrack(trackId);
      const effective = steps.filter((step) => !step.bypassed && step.gainDb !== 0);
      const key = JSON.stringify(
        effective.map(({ target, complement, gainDb }) => [target, complement, gainDb]),
      );
      const sounds = perRecording.get(recording) ?? new LeastRecent<Sound>(keptPerRecording);
      perRecording.set(recording, sounds);
      return sounds.get(key, () =>
        editedSound(key, recording, effective, mapsOf(effective, explanations), compute),
      );
    },
  };
}

/** A recording with steps whose segments are looked up in `maps`. */
export function editedSound(
  key: string,
  recording: DecodedAudio,
  steps: readonly EditStep[],
  maps: SegmentMaps,
  compute: Compute,
): Sound {
  const pcm = applyEdits(recording, steps, maps, compute);
  let peaks: Promise<Peaks> | null = null;
  return {
    key,
    recording,
    pcm,
    changed: affectedRanges(recording, steps, maps),
    peaks: () => {
      peaks ??= pcm === recording ? recording.peaks() : buildPeaks(pcm);
      return peaks;
    },
  };
}

/** The segment maps that the steps speak of. Throws `not_found` for an explanation that is not in the library. */
function mapsOf(steps: readonly EditStep[], explanations: Explanations): SegmentMaps {
  const maps = new Map<string, SegmentMap>();
  for (const { target } of steps) {
    if (target.kind !== 'segments' || maps.has(target.explanationId)) continue;
    const explanation = explanations.get(target.explanationId);
    maps.set(target.explanationId, segmentMap(explanation, explanation.labels));
  }
  return maps;
}
