import type { EditStep, Track } from './domain.ts';
import { isIdle } from './edit-step.ts';

/** A run of a recording that plays at one tempo. All in samples, whole numbers. */
export interface TempoRun {
  /** Where it lies in the recording: [from, to). */
  readonly from: number;
  readonly to: number;
  /** Where it begins in the sound, and how long it is there. */
  readonly at: number;
  readonly length: number;
}

/**
 * Where the moments of a recording lie in the sound that changes of tempo make of it. Piecewise linear, without gaps; before the beginning and
 * after the end it goes on at the recording's own tempo. Everything but sound itself is said in the recording's time, so that a bar, a segment
 * or an edit stays where it is whatever the tempo becomes.
 */
export interface TimeMap {
  /** Length of the sound in samples. */
  readonly frames: number;
  /** In order; one run over all of the recording when no tempo is changed. */
  readonly runs: readonly TempoRun[];
  /** True when the sound keeps the recording's time. */
  readonly steady: boolean;
  /** Equal for maps that are equal. */
  readonly key: string;
  /** The sample of the sound at which a sample of the recording is heard; fractions too. */
  toSound(sample: number): number;
  /** The inverse of `toSound`. */
  toRecording(sample: number): number;
}

/** The map that the steps make. Where changes of tempo overlap their factors multiply. */
export function timeMapOf(
  { sampleRate, frames }: Pick<Track, 'sampleRate' | 'frames'>,
  steps: readonly EditStep[],
): TimeMap {
  const sampleOf = (second: number) => Math.min(frames, Math.max(0, Math.round(second * sampleRate)));
  const changes = steps.flatMap((step) => {
    const { target, tempo = 1 } = step;
    if (isIdle(step) || tempo === 1 || target.kind !== 'time') return [];
    return [{ from: sampleOf(target.timeRange[0]), to: sampleOf(target.timeRange[1]), tempo }];
  });
  const edges = [0, frames, ...changes.flatMap(({ from, to }) => [from, to])];
  const cuts = [...new Set(edges)].sort((a, b) => a - b);
  const runs: TempoRun[] = [];
  let at = 0;
  for (let i = 1; i < cuts.length; i++) {
    const [from, to] = [cuts[i - 1]!, cuts[i]!];
    const over = changes.filter((change) => change.from <= from && to <= change.to);
    const tempo = over.reduce((product, change) => product * change.tempo, 1);
    const length = Math.max(1, Math.round((to - from) / tempo));
    runs.push({ from, to, at, length });
    at += length;
  }
  return mapOver(joined(runs), at);
}

/** Neighbours that both keep the recording's tempo are one run. */
function joined(runs: readonly TempoRun[]): TempoRun[] {
  const out: TempoRun[] = [];
  for (const run of runs) {
    const last = out.at(-1);
    if (last && keepsTempo(last) && keepsTempo(run))
      out[out.length - 1] = { ...last, to: run.to, length: last.length + run.length };
    else out.push(run);
  }
  return out;
}

/** True for a run that is as long in the sound as in the recording. */
export function keepsTempo({ from, to, length }: TempoRun): boolean {
  return length === to - from;
}

function mapOver(runs: readonly TempoRun[], frames: number): TimeMap {
  const steady = runs.every(keepsTempo);
  const [first, last] = [runs[0], runs.at(-1)];
  return {
    frames,
    runs,
    steady,
    key: steady ? '' : runs.map(({ from, length }) => `${from}:${length}`).join(' '),
    toSound(sample) {
      if (steady || !first || !last || sample <= first.from) return sample;
      if (sample >= last.to) return frames + (sample - last.to);
      const { from, to, at, length } = runs.findLast((run) => run.from <= sample)!;
      return at + ((sample - from) * length) / (to - from);
    },
    toRecording(sample) {
      if (steady || !first || !last || sample <= 0) return sample;
      if (sample >= frames) return last.to + (sample - frames);
      const { from, to, at, length } = runs.findLast((run) => run.at <= sample)!;
      return from + ((sample - at) * (to - from)) / length;
    },
  };
}

/** A map in seconds. */
export interface SoundTime {
  /** Of the recording. */
  readonly duration: number;
  /** When a second of the recording is heard in the sound. */
  toSound(second: number): number;
  toRecording(second: number): number;
}

/** The map of a sound in seconds; null when it keeps the recording's time. */
export function soundTimeOf(
  map: TimeMap,
  { sampleRate, frames }: Pick<Track, 'sampleRate' | 'frames'>,
): SoundTime | null {
  if (map.steady) return null;
  return {
    duration: frames / sampleRate,
    toSound: (second) => map.toSound(second * sampleRate) / sampleRate,
    toRecording: (second) => map.toRecording(second * sampleRate) / sampleRate,
  };
}

/** The steps but for what they say about tempo: the sound that keeps the recording's time. */
export function withoutTempo(steps: readonly EditStep[]): EditStep[] {
  return steps.map(({ tempo: _tempo, ...step }) => step);
}
