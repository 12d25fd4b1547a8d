import type { PcmSource } from './signal.ts';

/**
 * Rational resampling with a linear-phase windowed sinc (Kaiser), as a polyphase filter. Output sample n lies exactly at
 * n / outRate seconds and depends on its own neighbourhood only, so that any stretch can be computed by itself and equals
 * the same stretch of one long run, bit for bit.
 *
 * Source: J. O. Smith, "Digital Audio Resampling Home Page"; J. F. Kaiser, "Nonrecursive digital filter design using the
 * I0-sinh window function", 1974 (length and β from attenuation and transition width).
 */
export interface Resampler {
  readonly inRate: number;
  readonly outRate: number;
  /** Output length for an input of `frames` samples: ceil(frames · outRate / inRate). */
  outputFrames(frames: number): number;
  /** The input samples that `count` output samples from `startOut` on depend on; may reach outside the recording. */
  neededInput(startOut: number, count: number): { start: number; count: number };
  /** `input` is exactly the stretch that `neededInput` names, with silence outside the recording. */
  process(input: Float32Array, startOut: number, count: number): Float32Array;
}

/** Decibels; the sidelobes of the window stay under it, which leaves a margin under the promised −90 dB. */
const ATTENUATION = 96;
/** Fractions of the lower Nyquist frequency: flat up to the first, nothing left from the second on. */
const PASS_EDGE = 0.9;
const STOP_EDGE = 1;
/** More phases than this are interpolated between neighbours of a table of this size (error under −120 dB). */
const MOST_PHASES = 2048;

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

interface Kernel {
  /** Half the filter's length in input samples. */
  readonly halfWidth: number;
  /** The impulse response at distance `t` input samples from its centre. */
  at(t: number): number;
}

function designKernel(inRate: number, outRate: number): Kernel {
  // Cycles an input sample: the lower Nyquist frequency is 0.5 when there are more samples out than in.
  const nyquist = 0.5 * Math.min(1, outRate / inRate);
  const cutoff = (nyquist * (PASS_EDGE + STOP_EDGE)) / 2;
  const transition = nyquist * (STOP_EDGE - PASS_EDGE);
  const beta = 0.1102 * (ATTENUATION - 8.7);
  const halfWidth = Math.ceil((ATTENUATION - 7.95) / (2.285 * 2 * Math.PI * transition) / 2);
  const scale = 1 / besselI0(beta);
  return {
    halfWidth,
    at(t) {
      const r = t / halfWidth;
      if (Math.abs(r) >= 1) return 0;
      const x = 2 * Math.PI * cutoff * t;
      const sinc = t === 0 ? 1 : Math.sin(x) / x;
      return 2 * cutoff * sinc * besselI0(beta * Math.sqrt(1 - r * r)) * scale;
    },
  };
}

/** Coefficients for an output sample that lies `fraction` of an input sample after tap `halfWidth − 1`; their sum is 1. */
function designPhase(kernel: Kernel, taps: number, fraction: number, out: Float64Array): void {
  let sum = 0;
  for (let k = 0; k < taps; k++) {
    out[k] = kernel.at(kernel.halfWidth - 1 + fraction - k);
    sum += out[k]!;
  }
  for (let k = 0; k < taps; k++) out[k]! /= sum;
}

/** Sum of products over a multiple of four taps; four sums run side by side because each waits for the one before. */
function dot(x: Float64Array, at: number, h: Float64Array, taps: number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let k = 0, i = at; k < taps; k += 4, i += 4) {
    a += x[i]! * h[k]!;
    b += x[i + 1]! * h[k + 1]!;
    c += x[i + 2]! * h[k + 2]!;
    d += x[i + 3]! * h[k + 3]!;
  }
  return a + b + (c + d);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

const table = new Map<string, Resampler>();

/** A resampler between two integer rates in hertz; tables are made once for each pair. */
export function createResampler(inRate: number, outRate: number): Resampler {
  const key = `${inRate}:${outRate}`;
  const known = table.get(key);
  if (known) return known;
  const made = inRate === outRate ? createCopy(inRate) : createPolyphase(inRate, outRate);
  table.set(key, made);
  return made;
}

function createCopy(rate: number): Resampler {
  return {
    inRate: rate,
    outRate: rate,
    outputFrames: (frames) => frames,
    neededInput: (start, count) => ({ start, count }),
    process: (input) => input.slice(),
  };
}

function createPolyphase(inRate: number, outRate: number): Resampler {
  const divisor = gcd(inRate, outRate);
  const up = outRate / divisor;
  const down = inRate / divisor;
  const kernel = designKernel(inRate, outRate);
  const taps = 4 * Math.ceil((2 * kernel.halfWidth) / 4);
  const exact = up <= MOST_PHASES;
  const count = exact ? up : MOST_PHASES + 1;
  const phases = Array.from({ length: count }, (_, p) => {
    const phase = new Float64Array(taps);
    designPhase(kernel, taps, p / (exact ? up : MOST_PHASES), phase);
    return phase;
  });
  /** Index of the first input sample under the filter for output sample n. */
  const firstInput = (n: number) => Math.floor((n * down) / up) - kernel.halfWidth + 1;

  const valueAt = (x: Float64Array, at: number, remainder: number): number => {
    if (exact) return dot(x, at, phases[remainder]!, taps);
    const place = (remainder / up) * MOST_PHASES;
    const lower = Math.floor(place);
    const weight = place - lower;
    const low = dot(x, at, phases[lower]!, taps);
    return low + weight * (dot(x, at, phases[lower + 1]!, taps) - low);
  };

  const neededInput = (startOut: number, length: number) => {
    if (length <= 0) return { start: firstInput(startOut), count: 0 };
    const start = firstInput(startOut);
    return { start, count: firstInput(startOut + length - 1) + taps - start };
  };

  return {
    inRate,
    outRate,
    outputFrames: (frames) => Math.ceil((frames * up) / down),
    neededInput,
    process(input, startOut, length) {
      const needed = neededInput(startOut, length);
      if (input.length !== needed.count)
        throw new RangeError(`the resampler needs ${needed.count} samples and was given ${input.length}`);
      const x = Float64Array.from(input);
      const out = new Float32Array(length);
      for (let n = 0; n < length; n++) {
        const position = (startOut + n) * down;
        out[n] = valueAt(x, firstInput(startOut + n) - needed.start, position % up);
      }
      return out;
    },
  };
}

/** Samples [start, start + count) of the mean of the channels at `outRate`; silence outside the recording. */
export async function readMono(
  pcm: PcmSource,
  outRate: number,
  start: number,
  count: number,
): Promise<Float32Array> {
  const resampler = createResampler(pcm.sampleRate, outRate);
  const needed = resampler.neededInput(start, count);
  const channels = await pcm.read(needed.start, needed.count);
  return resampler.process(meanOf(channels, needed.count), start, count);
}

function meanOf(channels: readonly Float32Array[], count: number): Float32Array {
  if (channels.length === 1) return channels[0]!;
  const mean = new Float32Array(count);
  const scale = 1 / channels.length;
  if (channels.length === 2) {
    const [left, right] = channels;
    for (let n = 0; n < count; n++) mean[n] = (left![n]! + right![n]!) * scale;
    return mean;
  }
  for (let n = 0; n < count; n++) {
    let sum = 0;
    for (let c = 0; c < channels.length; c++) sum += channels[c]![n]!;
    mean[n] = sum * scale;
  }
  return mean;
}
