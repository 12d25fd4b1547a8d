import { createRealFft } from '../audio/fft.ts';
import type { PcmSource } from '../audio/signal.ts';

/** Upper edges of the critical bands in Hz (Zwicker, JASA 33, 1961), the last one open. */
const BAND_EDGES = [
  100,
  200,
  300,
  400,
  510,
  630,
  770,
  920,
  1080,
  1270,
  1480,
  1720,
  2000,
  2320,
  2700,
  3150,
  3700,
  4400,
  5300,
  6400,
  7700,
  9500,
  12_000,
  Number.POSITIVE_INFINITY,
];
/** Specific loudness grows with this power of the excitation (Zwicker and Fastl, Psychoacoustics, ch. 8). */
const EXPONENT = 0.23;
/** What is below this power, re full scale, counts as not heard. */
const QUIET = 10 ** (-80 / 10);
const FRAME_SECONDS = 0.05;
const READ_FRAMES = 1 << 16;
/** What a change of everything into silence is called. */
const MOST_DB = 100;

/**
 * How audible a change is over [start, end) samples, in dB: as audible as a change of the whole level by that many dB. Half-overlapping
 * frames of about 50 ms, power weighted as A (IEC 61672-1) and summed over channels in critical bands, each raised to 0.23 as specific loudness;
 * the differences over bands and time, as a share of the louder of the two, give the dB. 0 for equal sounds, at most 100.
 */
export async function audibleChange(
  before: PcmSource,
  after: PcmSource,
  [start, end]: readonly [number, number],
  signal?: AbortSignal,
): Promise<number> {
  const measure = createLoudnessMeasure(before.sampleRate);
  const frames = Math.max(1, Math.ceil((end - start) / measure.hop) - 1);
  const perRead = Math.max(1, Math.floor(READ_FRAMES / measure.hop) - 1);
  let difference = 0;
  let louder = 0;
  for (let first = 0; first < frames; first += perRead) {
    signal?.throwIfAborted();
    const count = Math.min(perRead, frames - first);
    const from = start + first * measure.hop;
    const [a, b] = await Promise.all(
      [before, after].map(async (pcm) =>
        measure.of(await pcm.read(from, (count + 1) * measure.hop, signal), count),
      ),
    );
    for (let i = 0; i < a!.length; i++) {
      difference += Math.abs(a![i]! - b![i]!);
      louder += Math.max(a![i]!, b![i]!);
    }
  }
  return louder === 0 ? 0 : decibelsOf(difference / louder);
}

/** A change of the whole level by x dB differs by the share 1 − 10^(−0.023 x). */
function decibelsOf(share: number): number {
  return Math.min(MOST_DB, -(10 / EXPONENT) * Math.log10(Math.max(1e-12, 1 - share)));
}

interface LoudnessMeasure {
  /** Samples from frame to frame; a frame is two of them long. */
  readonly hop: number;
  /** Specific loudness [count × bands] of frames that begin every `hop` samples. */
  of(channels: readonly Float32Array[], count: number): Float64Array;
}

function createLoudnessMeasure(sampleRate: number): LoudnessMeasure {
  const size = 2 ** Math.max(5, Math.round(Math.log2(sampleRate * FRAME_SECONDS)));
  const hop = size / 2;
  const fft = createRealFft(size);
  const window = Float64Array.from({ length: size }, (_, n) => Math.sin((Math.PI * n) / size) ** 2);
  // A full-scale sine comes to the power ½: its bin holds size / 4 of the Hann window's sum, spread over three.
  const scale = 16 / (3 * size * size);
  const bins = Array.from({ length: hop - 1 }, (_, i) => {
    const hertz = ((i + 1) * sampleRate) / size;
    return { band: BAND_EDGES.findIndex((edge) => hertz < edge), weight: scale * aWeighting(hertz) };
  });
  const segment = new Float64Array(size);
  const spectrum = new Float64Array(size + 2);
  const bands = BAND_EDGES.length;

  const addPower = (samples: Float32Array, from: number, powers: Float64Array) => {
    for (let n = 0; n < size; n++) segment[n] = window[n]! * samples[from + n]!;
    fft.forward(segment, spectrum);
    for (const [i, { band, weight }] of bins.entries()) {
      const k = 2 * (i + 1);
      powers[band]! += weight * (spectrum[k]! ** 2 + spectrum[k + 1]! ** 2);
    }
  };

  return {
    hop,
    of(channels, count) {
      const loudness = new Float64Array(count * bands);
      for (let frame = 0; frame < count; frame++) {
        const powers = loudness.subarray(frame * bands, (frame + 1) * bands);
        for (const samples of channels) addPower(samples, frame * hop, powers);
        for (let b = 0; b < bands; b++) powers[b] = (powers[b]! + QUIET) ** EXPONENT - QUIET ** EXPONENT;
      }
      return loudness;
    },
  };
}

/** Power gain of the A-weighting at a frequency in Hz; 1 at 1 kHz. */
function aWeighting(hertz: number): number {
  const f = hertz * hertz;
  const amplitude =
    (12_194 ** 2 * f * f) /
    ((f + 20.6 ** 2) * Math.sqrt((f + 107.7 ** 2) * (f + 737.9 ** 2)) * (f + 12_194 ** 2));
  return (amplitude * 10 ** (2 / 20)) ** 2;
}
