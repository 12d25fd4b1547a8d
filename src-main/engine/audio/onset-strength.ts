import { type Compute, defineTask } from '../jobs/compute.ts';
import { createRealFft } from './fft.ts';
import { openPcmFileBlocking, type PcmFile } from './pcm-file.ts';

/** Seconds from one value of the onset strength to the next. */
export const ONSET_STEP = 0.01;

const SLICE_SECONDS = 60;
const BANDS = 32;
const LOWEST_HZ = 60;
const HIGHEST_HZ = 10_000;
/** How strongly soft sounds count beside loud ones: the level is log(1 + COMPRESSION · amplitude), full scale 1 (Müller 2015, 6.1). */
const COMPRESSION = 1000;
/** Seconds over which a rise's own mean is taken away, and over which passages are evened. */
const MEAN_SECONDS = 0.8;
const SPREAD_SECONDS = 6;
/** Passages are not raised above this share of the whole recording's spread, so that near silence stays near 0. */
const LEAST_SPREAD = 0.3;

/** Values [first, first + count) of a recording's rise. */
interface RiseInput {
  readonly file: PcmFile;
  readonly first: number;
  readonly count: number;
}

/** How much louder the bands get around each step: the sum over bands of what they rise from the step before to the step after. */
export function riseOf({ file, first, count }: RiseInput): Float32Array<ArrayBuffer> {
  const { sampleRate } = file;
  const size = 2 ** Math.round(Math.log2(0.0232 * sampleRate));
  const fft = createRealFft(size);
  const hann = Float64Array.from({ length: size }, (_, n) => 0.5 - 0.5 * Math.cos((2 * Math.PI * n) / size));
  const edges = bandEdges(sampleRate, size);
  const windowed = new Float64Array(size);
  const spectrum = new Float64Array(size + 2);
  const levels = new Float64Array((count + 2) * BANDS);
  using pcm = openPcmFileBlocking(file);
  for (let i = 0; i < count + 2; i++) {
    const centre = Math.round((first + i - 1) * ONSET_STEP * sampleRate);
    const channels = pcm.read(centre - size / 2, size);
    windowed.fill(0);
    for (const channel of channels)
      for (let n = 0; n < size; n++) windowed[n]! += (channel[n]! * hann[n]!) / channels.length;
    fft.forward(windowed, spectrum);
    for (let b = 0; b < BANDS; b++)
      levels[i * BANDS + b] = bandLevel(spectrum, edges[b]!, edges[b + 1]!, size);
  }
  const rise = new Float32Array(count);
  for (let i = 0; i < count; i++)
    for (let b = 0; b < BANDS; b++)
      rise[i]! += Math.max(0, levels[(i + 2) * BANDS + b]! - levels[i * BANDS + b]!);
  return rise;
}

const riseTask = defineTask<RiseInput, Float32Array<ArrayBuffer>>(import.meta.url, 'riseOf');

/** First bins of the bands and the bin after the last: equal musical intervals, a bin at least. */
function bandEdges(sampleRate: number, size: number): number[] {
  const highest = Math.min(HIGHEST_HZ, 0.45 * sampleRate);
  const edges: number[] = [];
  for (let b = 0; b <= BANDS; b++) {
    const hertz = LOWEST_HZ * (highest / LOWEST_HZ) ** (b / BANDS);
    edges.push(Math.max(Math.round((hertz * size) / sampleRate), (edges.at(-1) ?? 0) + 1));
  }
  return edges.map((edge) => Math.min(edge, size / 2));
}

function bandLevel(spectrum: Float64Array, from: number, to: number, size: number): number {
  let power = 0;
  for (let k = from; k < to; k++) power += spectrum[2 * k]! ** 2 + spectrum[2 * k + 1]! ** 2;
  return Math.log1p(COMPRESSION * (4 / size) * Math.sqrt(power));
}

interface Options {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * How strongly something begins, every 10 ms of a recording: rises of level in 32 bands, less their mean nearby, never below 0, with
 * a root mean square of 1. Slices of a minute are worked on by the worker threads.
 */
export async function onsetStrength(
  file: PcmFile,
  compute: Compute,
  { signal, onProgress }: Options = {},
): Promise<Float32Array> {
  const total = Math.max(1, Math.ceil(file.frames / file.sampleRate / ONSET_STEP));
  const slice = Math.round(SLICE_SECONDS / ONSET_STEP);
  const rise = new Float32Array(total);
  let done = 0;
  let next = 0;
  const work = async () => {
    for (let first = next; first < total; first = next) {
      next += slice;
      const count = Math.min(slice, total - first);
      rise.set(await compute.run(riseTask, { file, first, count }, { signal }), first);
      done += count;
      onProgress?.(done / total);
    }
  };
  await Promise.all(Array.from({ length: Math.min(compute.threads, 4) }, work));
  return strengthOf(rise);
}

/** A rise as the strength of onsets. */
function strengthOf(rise: Float32Array): Float32Array {
  const mean = movingMean(rise, MEAN_SECONDS);
  const above = rise.map((value, i) => Math.max(0, value - mean[i]!));
  const spread = spreadOf(above);
  return spread < 1e-6 ? new Float32Array(rise.length) : above.map((value) => value / spread);
}

/** Onset strength with the soft passages raised, so that their onsets count as much as those of loud ones. */
export function evened(onsets: Float32Array): Float32Array {
  const whole = spreadOf(onsets);
  const power = movingMean(
    onsets.map((value) => value * value),
    SPREAD_SECONDS,
  );
  return onsets.map((value, i) =>
    whole < 1e-6 ? 0 : value / Math.max(LEAST_SPREAD * whole, Math.sqrt(Math.max(0, power[i]!))),
  );
}

const spreadOf = (values: Float32Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / Math.max(1, values.length));

function movingMean(values: Float32Array, seconds: number): Float32Array {
  const reach = Math.round(seconds / ONSET_STEP / 2);
  const sums = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return values.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    return (sums[to]! - sums[from]!) / (to - from);
  });
}
