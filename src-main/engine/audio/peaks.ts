import type { PcmSource } from './signal.ts';

/** Samples a channel under one pair of the finest level; each level above covers four times as many. */
export const PEAK_BASE = 256;
const FACTOR = 4;
/** Ranges up to this long are read from the samples themselves. */
const DIRECT_FRAMES = 1 << 19;
const READ_FRAMES = 1 << 16;

/**
 * Minimum and maximum over all channels. `levels[l]` holds [min, max] pairs; pair i covers the samples
 * [i · PEAK_BASE · 4^l, (i + 1) · PEAK_BASE · 4^l) of the recording; the last pair may cover fewer.
 */
export interface Peaks {
  readonly frames: number;
  readonly levels: readonly Float32Array[];
}

/** Takes interleaved samples piece by piece and makes the pyramid. */
export interface PeakBuilder {
  add(interleaved: Float32Array): void;
  finish(): Peaks;
}

/** Growing array of pairs: a recording's length is not known while it is decoded. */
function createPairs() {
  let pairs = new Float32Array(2048);
  let length = 0;
  return {
    push(min: number, max: number): void {
      if (length === pairs.length) {
        const larger = new Float32Array(pairs.length * 2);
        larger.set(pairs);
        pairs = larger;
      }
      pairs[length++] = min;
      pairs[length++] = max;
    },
    take: () => pairs.slice(0, length),
  };
}

function coarser(fine: Float32Array): Float32Array {
  const coarse = new Float32Array(2 * Math.ceil(fine.length / (2 * FACTOR)));
  for (let i = 0; i < coarse.length; i += 2) {
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let j = i * FACTOR; j < Math.min(fine.length, (i + 2) * FACTOR); j += 2) {
      if (fine[j]! < min) min = fine[j]!;
      if (fine[j + 1]! > max) max = fine[j + 1]!;
    }
    coarse[i] = min;
    coarse[i + 1] = max;
  }
  return coarse;
}

function pyramid(base: Float32Array): Float32Array[] {
  const levels = [base];
  for (let top = base; top.length > 2 * FACTOR; ) {
    top = coarser(top);
    levels.push(top);
  }
  return levels;
}

export function createPeakBuilder(channelCount: number): PeakBuilder {
  const pairs = createPairs();
  const full = PEAK_BASE * channelCount;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let held = 0;
  let samples = 0;
  const close = () => {
    pairs.push(min, max);
    min = Number.POSITIVE_INFINITY;
    max = Number.NEGATIVE_INFINITY;
    held = 0;
  };
  return {
    add(interleaved) {
      samples += interleaved.length;
      for (let at = 0; at < interleaved.length; ) {
        const end = Math.min(interleaved.length, at + full - held);
        held += end - at;
        for (; at < end; at++) {
          const value = interleaved[at]!;
          if (value < min) min = value;
          if (value > max) max = value;
        }
        if (held === full) close();
      }
    },
    finish() {
      if (held > 0) close();
      return { frames: samples / channelCount, levels: pyramid(pairs.take()) };
    },
  };
}

export interface BuildPeaksOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** The pyramid of any source, read in pieces of about a second so that the thread stays free for other work. */
export async function buildPeaks(pcm: PcmSource, options: BuildPeaksOptions = {}): Promise<Peaks> {
  const builder = createPeakBuilder(pcm.channelCount);
  for (let at = 0; at < pcm.frames; at += READ_FRAMES) {
    options.signal?.throwIfAborted();
    const count = Math.min(READ_FRAMES, pcm.frames - at);
    builder.add(interleaved(await pcm.read(at, count, options.signal), count));
    options.onProgress?.((at + count) / pcm.frames);
  }
  return builder.finish();
}

function interleaved(channels: readonly Float32Array[], count: number): Float32Array {
  const out = new Float32Array(count * channels.length);
  for (const [c, channel] of channels.entries())
    for (let n = 0, o = c; n < count; n++, o += channels.length) out[o] = channel[n]!;
  return out;
}

/** Bytes of a pyramid: the length as Float64, then the finest level; the levels above follow from it. */
export function encodePeaks(peaks: Peaks): Uint8Array {
  const base = peaks.levels[0] ?? new Float32Array(0);
  const bytes = new Uint8Array(8 + base.byteLength);
  new Float64Array(bytes.buffer, 0, 1)[0] = peaks.frames;
  new Float32Array(bytes.buffer, 8).set(base);
  return bytes;
}

export function decodePeaks(bytes: Uint8Array): Peaks {
  const aligned = bytes.slice();
  const frames = new Float64Array(aligned.buffer, 0, 1)[0]!;
  return { frames, levels: pyramid(new Float32Array(aligned.buffer, 8)) };
}

/** Minimum and maximum of items [from, to) of `pairs` into column `column` of `out`; nothing there leaves 0. */
function extremes(pairs: Float32Array, from: number, to: number, out: Float32Array, column: number): void {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = 2 * Math.max(0, from); i < Math.min(pairs.length, 2 * to); i += 2) {
    if (pairs[i]! < min) min = pairs[i]!;
    if (pairs[i + 1]! > max) max = pairs[i + 1]!;
  }
  if (min > max) return;
  out[2 * column] = min;
  out[2 * column + 1] = max;
}

/** [min, max] of each sample over the channels. */
function samplePairs(channels: readonly Float32Array[], count: number): Float32Array {
  const pairs = new Float32Array(2 * count);
  for (let n = 0; n < count; n++) {
    let min = channels[0]![n]!;
    let max = min;
    for (let c = 1; c < channels.length; c++) {
      const value = channels[c]![n]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    pairs[2 * n] = min;
    pairs[2 * n + 1] = max;
  }
  return pairs;
}

/**
 * Waveform outline of the samples [start, end): Float32 [columns × 2], minimum and maximum over all channels of each of
 * `columns` equal stretches (at least one sample each); silence outside the recording. Up to half a million samples are
 * looked at one by one; longer ranges are answered from `peaks`, where a column may take in up to one pair more at
 * either side.
 */
export async function readPeaks(
  pcm: PcmSource,
  peaks: Peaks,
  range: { readonly start: number; readonly end: number },
  columns: number,
): Promise<Float32Array> {
  const { start, end } = range;
  const out = new Float32Array(2 * columns);
  const span = end - start;
  if (span <= 0) return out;
  const edge = (c: number) => start + Math.floor((c * span) / columns);
  if (span <= DIRECT_FRAMES) {
    const pairs = samplePairs(await pcm.read(start, span), span);
    for (let c = 0; c < columns; c++)
      extremes(pairs, edge(c) - start, Math.max(edge(c) + 1, edge(c + 1)) - start, out, c);
    return out;
  }
  const fineness = span / columns / FACTOR / PEAK_BASE;
  const level = Math.max(
    0,
    Math.min(peaks.levels.length - 1, Math.floor(Math.log(fineness) / Math.log(FACTOR))),
  );
  const size = PEAK_BASE * FACTOR ** level;
  const pairs = peaks.levels[level]!;
  for (let c = 0; c < columns; c++)
    extremes(pairs, Math.floor(edge(c) / size), Math.ceil(Math.max(edge(c) + 1, edge(c + 1)) / size), out, c);
  return out;
}
