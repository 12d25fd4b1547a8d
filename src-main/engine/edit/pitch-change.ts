import { type EditStep, MAX_SEMITONES } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Range } from './affected.ts';
import { TIME_EDGE_SECONDS } from './plan.ts';
import { raisedCosineStep } from './raised-cosine.ts';
import { openStretchStream } from './stretch-stream.ts';

/** A stretch of time at another pitch. */
export interface PitchChange {
  /** Seconds of the recording. */
  readonly timeRange: readonly [number, number];
  /** −12 … +12. */
  readonly semitones: number;
}

/** The change of pitch that a step asks for, or null. Throws `bad_request` for one that cannot be made. */
export function pitchChangeOf({ target, semitones = 0, complement, fade }: EditStep): PitchChange | null {
  if (semitones === 0) return null;
  if (!(Math.abs(semitones) <= MAX_SEMITONES))
    throw new MezzoError(
      'bad_request',
      `An edit step moves the pitch by ${semitones} semitones. Choose a value from −${MAX_SEMITONES} to +${MAX_SEMITONES}.`,
    );
  if (target.kind !== 'time' || complement || fade)
    throw new MezzoError(
      'bad_request',
      'Pitch can be moved in a stretch of time only, with all its frequencies and without a fade. Make the step anew over a time range.',
    );
  return { timeRange: target.timeRange, semitones };
}

/**
 * The recording with the pitch of a stretch moved, at its own speed. A 12 ms crossfade lies around each edge; samples more than 6 ms
 * outside are the recording's, bit for bit, and the same samples come out however they are asked for.
 */
export function changePitch(pcm: PcmSource, change: PitchChange, compute: Compute): PcmSource {
  const [start, end] = pitchReach(pcm, change);
  if (start >= end) return pcm;
  const [from, to] = edgesOf(pcm, change);
  const width = TIME_EDGE_SECONDS * pcm.sampleRate;
  const shifted = openStretchStream(pcm, { start, semitones: change.semitones, rate: 1 }, compute);
  return {
    sampleRate: pcm.sampleRate,
    channelCount: pcm.channelCount,
    frames: pcm.frames,
    async read(first, count, signal) {
      const channels = await pcm.read(first, count, signal);
      const [begin, until] = [Math.max(first, start), Math.min(first + count, end)];
      if (begin >= until) return channels;
      const moved = await shifted.read(begin - start, until - begin, signal);
      for (let at = begin; at < until; at++) {
        const share = raisedCosineStep(at, from, width) - raisedCosineStep(at, to, width);
        if (share === 0) continue;
        for (const [c, channel] of channels.entries())
          channel[at - first] = crossfaded(channel[at - first]!, moved[c]![at - begin]!, share);
      }
      return channels;
    },
  };
}

/** The samples that a change of pitch may reach. */
export function pitchReach(pcm: Pick<PcmSource, 'sampleRate' | 'frames'>, change: PitchChange): Range {
  const [from, to] = edgesOf(pcm, change);
  if (!(from < to)) return [0, 0];
  const half = (TIME_EDGE_SECONDS * pcm.sampleRate) / 2;
  return [Math.max(0, Math.floor(from - half)), Math.min(pcm.frames, Math.ceil(to + half))];
}

/** The stretch in samples; it has no edge where the recording begins or ends. */
function edgesOf(
  { sampleRate, frames }: Pick<PcmSource, 'sampleRate' | 'frames'>,
  { timeRange }: PitchChange,
): readonly [number, number] {
  const [from, to] = timeRange.map((second) => second * sampleRate) as [number, number];
  if (from >= frames || from >= to) return [0, 0];
  return [from <= 0 ? Number.NEGATIVE_INFINITY : from, to >= frames ? Number.POSITIVE_INFINITY : to];
}

function crossfaded(original: number, moved: number, share: number): number {
  if (share === 1) return moved;
  return (1 - share) * (Number.isFinite(original) ? original : 0) + share * moved;
}
