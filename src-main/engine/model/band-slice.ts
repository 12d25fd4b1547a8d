import { createRealFft, type RealFft } from '../audio/fft.ts';
import { createResampler, type Resampler } from '../audio/resample.ts';
import { defineTask } from '../jobs/compute.ts';
import { applyFilterBank, createFilterBank, type FilterBank } from './filter-bank.ts';
import { type FrameRange, frameSample, frameStart, resampledLength } from './framing.ts';
import type { FrontEnd } from './manifest.ts';

/** A stretch of a recording with all that some frames of it need; made by `sliceOf`. */
export interface BandSlice {
  readonly frontEnd: FrontEnd;
  readonly range: FrameRange;
  readonly sourceRate: number;
  /** Length of the whole recording in samples at its own rate. */
  readonly sourceFrames: number;
  /** The samples [sourceStart, …) at the recording's own rate, one array a channel. */
  readonly sourceStart: number;
  readonly channels: readonly Float32Array[];
}

export interface BandSliceResult {
  /** range.count × bands, frame by frame. */
  readonly values: Float32Array;
  readonly peak: number;
  readonly damagedSamples: number;
}

/** Beyond this a sample is not audio but damage: 120 dB over full scale. */
const LARGEST_SAMPLE = 1e6;

/** The front end up to the bands, for one slice. Frames do not depend on how a recording is cut into slices. */
export function bandSlice(slice: BandSlice): BandSliceResult {
  const { frontEnd, range } = slice;
  const { samples, start } = modelSamples(slice);
  const tools = toolsFor(frontEnd);
  const values = new Float32Array(range.count * tools.bank.bands);
  for (let i = 0; i < range.count; i++) {
    transformFrame(samples, frameStart(range.first + i, frontEnd) - start, tools);
    bandsInto(values, i * tools.bank.bands, tools);
  }
  return { values, peak: peakOf(samples, start, slice), damagedSamples: countDamage(slice) };
}

export const bandSliceTask = defineTask<BandSlice, BandSliceResult>(import.meta.url, 'bandSlice');

/** Samples at the front end's rate that the frames see and that lie inside the recording: [from, to). */
function samplesSeen(frontEnd: FrontEnd, range: FrameRange, length: number): { from: number; to: number } {
  const from = Math.max(0, frameStart(range.first, frontEnd));
  const to = Math.min(length, frameStart(range.first + range.count - 1, frontEnd) + frontEnd.fftSize);
  return { from, to: Math.max(from, to) };
}

/** What must be read of the recording for these frames, in samples at its own rate; may reach outside it. */
export function sourceRange(
  frontEnd: FrontEnd,
  range: FrameRange,
  sourceRate: number,
  sourceFrames: number,
): { start: number; count: number } {
  const length = resampledLength(sourceFrames, sourceRate, frontEnd.sampleRate);
  const { from, to } = samplesSeen(frontEnd, range, length);
  const resampler = resamplerFor(sourceRate, frontEnd.sampleRate);
  return resampler ? resampler.neededInput(from, to - from) : { start: from, count: to - from };
}

const isAudio = (sample: number) => Math.abs(sample) <= LARGEST_SAMPLE;

/** The mean of the channels; what is no audio becomes silence. */
function mixDown(channels: readonly Float32Array[]): Float32Array {
  const mono = new Float32Array(channels[0]?.length ?? 0);
  for (let n = 0; n < mono.length; n++) {
    let sum = 0;
    for (const channel of channels) if (isAudio(channel[n]!)) sum += channel[n]!;
    mono[n] = sum / channels.length;
  }
  return mono;
}

/** How many samples between this slice's first frame and the next slice's are no audio. */
function countDamage({ channels, frontEnd, range, sourceRate, sourceStart }: BandSlice): number {
  const place = (frame: number) =>
    Math.ceil((frameSample(frame, frontEnd) * sourceRate) / frontEnd.sampleRate) - sourceStart;
  const from = Math.max(0, place(range.first));
  const to = place(range.first + range.count);
  let damaged = 0;
  for (const channel of channels) {
    for (const sample of channel.subarray(from, to)) if (!isAudio(sample)) damaged++;
  }
  return damaged;
}

function atModelRate(slice: BandSlice, mono: Float32Array): { samples: Float32Array; start: number } {
  const { frontEnd, range, sourceRate, sourceFrames } = slice;
  const resampler = resamplerFor(sourceRate, frontEnd.sampleRate);
  if (!resampler) return { samples: mono, start: slice.sourceStart };
  const length = resampledLength(sourceFrames, sourceRate, frontEnd.sampleRate);
  const { from, to } = samplesSeen(frontEnd, range, length);
  return { samples: resampler.process(mono, from, to - from), start: from };
}

/** Peak over the samples from this slice's first frame to the next slice's, so that slices never overlap. */
function peakOf(samples: Float32Array, start: number, { frontEnd, range }: BandSlice): number {
  const from = Math.max(0, frameSample(range.first, frontEnd) - start);
  const to = Math.min(samples.length, frameSample(range.first + range.count, frontEnd) - start);
  let peak = 0;
  for (let n = from; n < to; n++) peak = Math.max(peak, Math.abs(samples[n]!));
  return peak;
}

/** A slice's mono sound at the front end's rate, and the sample it starts at. */
export function modelSamples(slice: BandSlice): { samples: Float32Array; start: number } {
  return atModelRate(slice, mixDown(slice.channels));
}

/** Spectrum of the windowed frame that starts at samples[first], into `out` [fftSize + 2]: what the bands are made of. */
export function spectrumOf(
  samples: Float32Array,
  first: number,
  frontEnd: FrontEnd,
  out: Float64Array,
): void {
  const tools = toolsFor(frontEnd);
  transformFrame(samples, first, tools);
  out.set(tools.spectrum);
}

/** Bands of a frame's spectrum [fftSize + 2], into `out` [bands]. */
export function bandsOfSpectrum(spectrum: Float64Array, frontEnd: FrontEnd, out: Float32Array): void {
  const tools = toolsFor(frontEnd);
  tools.spectrum.set(spectrum);
  bandsInto(out, 0, tools);
}

/** Outside the samples is silence. */
function transformFrame(samples: Float32Array, first: number, tools: Tools): void {
  const { fft, window, frame, spectrum } = tools;
  for (let i = 0; i < frame.length; i++) frame[i] = (samples[first + i] ?? 0) * window[i]!;
  fft.forward(frame, spectrum);
}

function bandsInto(out: Float32Array, at: number, tools: Tools): void {
  const { spectrum } = tools;
  for (let k = 0; k < tools.magnitudes.length; k++) {
    const re = spectrum[2 * k]!;
    const im = spectrum[2 * k + 1]!;
    tools.magnitudes[k] = Math.sqrt(re * re + im * im) * tools.gain;
  }
  applyFilterBank(tools.bank, tools.magnitudes, out, at);
}

/** Everything that depends on the front end alone, kept between the slices of a recording. */
interface Tools {
  readonly bank: FilterBank;
  readonly fft: RealFft;
  readonly window: Float64Array;
  readonly gain: number;
  readonly frame: Float64Array;
  readonly spectrum: Float64Array;
  readonly magnitudes: Float64Array;
}

let lastTools: { readonly key: string; readonly tools: Tools } | undefined;

function toolsFor(frontEnd: FrontEnd): Tools {
  const key = JSON.stringify(frontEnd);
  if (lastTools?.key !== key) lastTools = { key, tools: makeTools(frontEnd) };
  return lastTools.tools;
}

function makeTools(frontEnd: FrontEnd): Tools {
  const { fftSize } = frontEnd;
  const window = hannWindow(fftSize, frontEnd.window);
  return {
    bank: createFilterBank(frontEnd),
    fft: createRealFft(fftSize),
    window,
    gain: frontEnd.normalise ? 2 / window.reduce((sum, value) => sum + value, 0) : 1,
    frame: new Float64Array(fftSize),
    spectrum: new Float64Array(fftSize + 2),
    magnitudes: new Float64Array(fftSize / 2),
  };
}

/** Hann window of `size` samples, periodic or (as numpy's `hanning`) symmetric. */
function hannWindow(size: number, kind: FrontEnd['window']): Float64Array {
  const period = kind === 'hann' ? size : size - 1;
  return Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / period));
}

let lastResampler: { readonly key: string; readonly resampler: Resampler } | undefined;

/** The resampler between two rates, or null when they are equal. */
function resamplerFor(from: number, to: number): Resampler | null {
  if (from === to) return null;
  const key = `${from} ${to}`;
  if (lastResampler?.key !== key) lastResampler = { key, resampler: createResampler(from, to) };
  return lastResampler.resampler;
}
