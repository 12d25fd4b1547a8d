import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import type { BandMagnitudes } from './band-magnitudes.ts';
import { type BandSliceResult, bandSliceTask, sourceRange } from './band-slice.ts';
import { type FrameRange, frameCount, frameSeconds, framesSeeing, resampledLength } from './framing.ts';
import type { FrontEnd } from './manifest.ts';

/**
 * The front end of a model over a recording: slices of a few seconds go to the workers, so a long recording needs no more
 * memory than its bands and a handful of slices. docs/front-end.md defines every step.
 */

/** Long enough to make the margins of a slice cheap, short enough to keep two workers busy on a ten-second window. */
const SLICE_SECONDS = 5;

export interface ComputeBandsOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called with 0 … 1 as slices are done. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Only these frames of the recording's grid; all by default. */
  readonly frameRange?: FrameRange | undefined;
}

/** How many frames a model sees of a recording. */
export function framesIn(pcm: Pick<PcmSource, 'frames' | 'sampleRate'>, frontEnd: FrontEnd): number {
  return frameCount(resampledLength(pcm.frames, pcm.sampleRate, frontEnd.sampleRate), frontEnd);
}

/**
 * Band magnitudes of a recording, frames × bands. The result does not depend on the number of workers.
 * Throws `audio_empty` for a recording without samples, `cancelled` (an AbortError) when the signal is aborted.
 */
export async function computeBands(
  pcm: PcmSource,
  frontEnd: FrontEnd,
  compute: Compute,
  { signal, onProgress, frameRange }: ComputeBandsOptions = {},
): Promise<BandMagnitudes> {
  if (pcm.frames === 0) throw new MezzoError('audio_empty', 'The recording is empty: it holds no samples.');
  const total = framesIn(pcm, frontEnd);
  const range = frameRange ?? { first: 0, count: total };
  if (range.first < 0 || range.count < 0 || range.first + range.count > total) {
    throw new RangeError(`The recording has ${total} frames; ${range.first} + ${range.count} is outside.`);
  }
  const bands = frontEnd.bands.count;
  const values = new Float32Array(range.count * bands);
  let peak = 0;
  let damagedSamples = 0;
  let done = 0;
  const place = (slice: FrameRange, result: BandSliceResult) => {
    values.set(result.values, (slice.first - range.first) * bands);
    peak = Math.max(peak, result.peak);
    damagedSamples += result.damagedSamples;
    done += slice.count;
    onProgress?.(done / range.count);
  };
  await overSlices(slices(range, frontEnd), compute.threads + 1, signal, async (slice, stop) => {
    const { start, count } = sourceRange(frontEnd, slice, pcm.sampleRate, pcm.frames);
    const channels = await pcm.read(start, count, stop);
    return async () => {
      const input = {
        frontEnd,
        range: slice,
        sourceRate: pcm.sampleRate,
        sourceFrames: pcm.frames,
        sourceStart: start,
        channels,
      };
      place(slice, await compute.run(bandSliceTask, input, { signal: stop }));
    };
  });
  return { firstFrame: range.first, frames: range.count, bands, values, peak, damagedSamples };
}

/** The frames that must be computed again after the samples [from, to) (at the recording's rate) have changed. */
export function framesTouched(
  pcm: Pick<PcmSource, 'frames' | 'sampleRate'>,
  frontEnd: FrontEnd,
  from: number,
  to: number,
): FrameRange {
  const ratio = frontEnd.sampleRate / pcm.sampleRate;
  const margin = sourceRange(frontEnd, { first: 0, count: 1 }, pcm.sampleRate, pcm.frames);
  const reach = Math.max(0, -margin.start) + 1;
  return framesSeeing(
    Math.floor((from - reach) * ratio),
    Math.ceil((to + reach) * ratio),
    framesIn(pcm, frontEnd),
    frontEnd,
  );
}

function* slices({ first, count }: FrameRange, frontEnd: FrontEnd): Generator<FrameRange> {
  const length = Math.max(1, Math.round(SLICE_SECONDS / frameSeconds(frontEnd)));
  for (let at = first; at < first + count; at += length) {
    yield { first: at, count: Math.min(length, first + count - at) };
  }
}

/**
 * Reads slice after slice in order and works on at most `limit` of them at once. The first failure stops the rest,
 * and nothing is left running when this returns or throws.
 */
async function overSlices(
  all: Iterable<FrameRange>,
  limit: number,
  signal: AbortSignal | undefined,
  read: (slice: FrameRange, stop: AbortSignal) => Promise<() => Promise<void>>,
): Promise<void> {
  const failure = new AbortController();
  const stop = signal ? AbortSignal.any([signal, failure.signal]) : failure.signal;
  const running = new Set<Promise<void>>();
  try {
    for (const slice of all) {
      signal?.throwIfAborted();
      const work = await read(slice, stop);
      const job: Promise<void> = work().finally(() => running.delete(job));
      running.add(job);
      job.catch(() => {});
      if (running.size >= limit) await Promise.race(running);
    }
    await Promise.all(running);
  } catch (cause) {
    failure.abort();
    await Promise.allSettled(running);
    throw cause;
  }
}
