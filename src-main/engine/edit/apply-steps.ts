import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { stepsKey } from '../../../src-preload/contract/edit-step.ts';
import { type TimeMap, timeMapOf, withoutTempo } from '../../../src-preload/contract/time-map.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { affectedRanges, merged, type Range } from './affected.ts';
import { changePitch, pitchChangeOf, pitchReach } from './pitch-change.ts';
import { actsOnSources, remix, remixedSeconds, type SourceMaps } from './remix.ts';
import { applyEdits } from './render.ts';
import type { SegmentMaps } from './segment-map.ts';
import { changesTempo, changeTempo, expectPossible } from './tempo-change.ts';

/** What the targets of edit steps are looked up in, by explanation. */
export interface Targets {
  readonly segments: SegmentMaps;
  readonly sources: SourceMaps;
}

/** Gives the sound under a key, made when it is not known. */
type Remember = (key: string, make: () => PcmSource) => PcmSource;

/** What may keep sound that takes long to make. */
export interface Kept {
  /** Changed pitch, for lists that begin alike. */
  readonly pitch: Remember;
  /** Changed tempo; asked for at every read, so that few lists hold what was made for them. */
  readonly tempo: Remember;
}

/** For one edit list alone. */
function keptForOne(): Kept {
  let tempo: PcmSource | undefined;
  return {
    pitch: (_key, make) => make(),
    tempo(_key, make) {
      tempo ??= make();
      return tempo;
    },
  };
}

/** A recording in its own time with all but the changes of tempo made. */
interface Aligned {
  /** The recording itself when no step changes anything but tempo. */
  readonly aligned: PcmSource;
  /** Samples of `aligned` that may differ from the recording's: [start, end) ranges in order. */
  readonly changed: readonly Range[];
}

/** A recording with an edit list applied. */
export interface Applied extends Aligned {
  /** What is heard. `aligned` itself when no tempo is changed. */
  readonly pcm: PcmSource;
  /** Where the recording's moments lie in what is heard. */
  readonly time: TimeMap;
}

/**
 * A recording with an edit list applied. Changes of tempo come last, all at once: where a step acts is said in the recording's time, so that
 * it matters nothing where in the list they stand.
 * Throws `bad_request` or `not_found` for a step that cannot be made.
 */
export function applySteps(
  recording: PcmSource,
  steps: readonly EditStep[],
  targets: Targets,
  compute: Compute,
  kept: Kept = keptForOne(),
): Applied {
  const used = steps.filter(({ bypassed }) => !bypassed);
  const made = alignedSteps(recording, used, targets, compute, kept.pitch);
  const time = timeMapOf(recording, used.filter(changesTempo));
  const { aligned } = made;
  if (time.steady) return { ...made, time, pcm: aligned };
  expectPossible(time);
  const key = stepsKey(used);
  const { sampleRate, channelCount } = aligned;
  const read: PcmSource['read'] = (...range) =>
    kept.tempo(key, () => changeTempo(aligned, time, compute)).read(...range);
  return { ...made, time, pcm: { sampleRate, channelCount, frames: time.frames, read } };
}

/**
 * Gains on sources come first, since sources are those of the recording as it is; then the other steps in order: gains on the spectrogram
 * together as far as the next change of pitch, which acts on what they leave.
 */
function alignedSteps(
  recording: PcmSource,
  steps: readonly EditStep[],
  { segments, sources }: Targets,
  compute: Compute,
  remember: Remember,
): Aligned {
  const used = steps.map((step) => ({ step, pitch: pitchChangeOf(step) }));
  const onSources = used.flatMap(({ step }) => (actsOnSources(step, sources) ? [step] : []));
  const others = used.filter(({ step }) => !actsOnSources(step, sources));
  const changed = remixedSeconds(onSources, sources).map((range) => samplesWithin(recording, range));
  let pcm = remix(recording, onSources, sources);
  let gains: EditStep[] = [];
  const before: EditStep[] = [...onSources];
  const applyGains = () => {
    pcm = applyEdits(pcm, gains, segments, compute);
    changed.push(...affectedRanges(recording, gains, segments));
    gains = [];
  };
  for (const { step, pitch } of others) {
    if (pitch) {
      applyGains();
      const source = pcm;
      pcm = remember(JSON.stringify([stepsKey(withoutTempo(before)), pitch]), () =>
        changePitch(source, pitch, compute),
      );
      changed.push(pitchReach(recording, pitch));
    }
    gains.push(step);
    before.push(step);
  }
  applyGains();
  return { aligned: pcm, changed: merged(changed) };
}

function samplesWithin(
  { sampleRate, frames }: Pick<PcmSource, 'sampleRate' | 'frames'>,
  [from, to]: readonly [number, number],
): Range {
  const clamp = (sample: number) => Math.min(frames, Math.max(0, sample));
  return [clamp(Math.floor(from * sampleRate)), clamp(Math.ceil(to * sampleRate))];
}
