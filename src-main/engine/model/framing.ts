import type { FrontEnd } from './manifest.ts';

/**
 * Where frames lie, in samples at the front end's rate and in seconds. The hop may be fractional, so every place is
 * computed from the frame's index and nothing is accumulated: frame and time never drift apart (docs/front-end.md, step 3).
 */
type Framing = Pick<FrontEnd, 'sampleRate' | 'fftSize' | 'hop' | 'origin'>;

/** Length in samples after resampling `frames` samples from `sourceRate`. */
export function resampledLength(frames: number, sourceRate: number, sampleRate: number): number {
  return Math.ceil((frames * sampleRate) / sourceRate);
}

/** How many frames a recording of `samples` samples (at the front end's rate) has. */
export function frameCount(samples: number, { hop }: Framing): number {
  return Math.ceil(samples / hop);
}

/** The sample frame `k` is placed at: its middle for origin `centre`, its first sample for `future`. */
export function frameSample(frame: number, { hop }: Framing): number {
  return Math.floor(frame * hop + 0.5);
}

/** The first sample frame `k` sees; negative near the start of a recording. */
export function frameStart(frame: number, framing: Framing): number {
  return frameSample(frame, framing) - (framing.origin === 'centre' ? framing.fftSize / 2 : 0);
}

/** Seconds from one frame to the next, on average. */
export function frameSeconds({ hop, sampleRate }: Framing): number {
  return hop / sampleRate;
}

/** The second frame `k` belongs to. */
export function frameToSeconds(frame: number, { hop, sampleRate }: Framing): number {
  return (frame * hop) / sampleRate;
}

/** The frame nearest to a second; the inverse of `frameToSeconds` for every whole frame. */
export function secondsToFrame(seconds: number, { hop, sampleRate }: Framing): number {
  return Math.floor((seconds * sampleRate) / hop + 0.5);
}

/** A run of frames: [first, first + count). */
export interface FrameRange {
  readonly first: number;
  readonly count: number;
}

/**
 * The frames that see any of the samples [from, to) (at the front end's rate), within [0, total).
 * `count` is 0 when none does.
 */
export function framesSeeing(from: number, to: number, total: number, framing: Framing): FrameRange {
  const offset = framing.origin === 'centre' ? framing.fftSize / 2 : 0;
  const clamp = (frame: number) => Math.min(total, Math.max(0, frame));
  let first = clamp(Math.floor((from + offset - framing.fftSize) / framing.hop) - 1);
  while (first < total && frameStart(first, framing) + framing.fftSize <= from) first++;
  let end = clamp(Math.ceil((to + offset) / framing.hop) + 1);
  while (end > first && frameStart(end - 1, framing) >= to) end--;
  return { first, count: end - first };
}
