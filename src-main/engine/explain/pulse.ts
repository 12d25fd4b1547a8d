import { beatTrack } from '../audio/beat-track.ts';

/** A window's beats, in frames from its start, ascending; and how clear the pulse is, 0 … 1. */
export interface Pulse {
  readonly beats: readonly number[];
  readonly clarity: number;
}

const SLOWEST = 40;
const FASTEST = 240;
/** Tempi are heard around here, less so an octave away (Ellis 2007). */
const LIKELY = 120;
const OCTAVES = 1;

/**
 * Beats of a spectrogram [frames × bands] by dynamic programming over its onsets (Ellis, "Beat tracking by dynamic programming", JNMR
 * 2007): the tempo is the strongest lag of the onset envelope's autocorrelation, weighted towards 120 a minute. `clarity` is
 * that lag's share of the envelope's power.
 */
export function findPulse(values: Float32Array, frames: number, bands: number, frameSeconds: number): Pulse {
  const onsets = onsetEnvelope(values, frames, bands);
  // Wider than a frame, so that a period between whole frames shows.
  const broad = smoothed(smoothed(onsets));
  const power = autocorrelation(broad, 0);
  if (power === 0) return { beats: [], clarity: 0 };
  const shortest = Math.max(2, Math.ceil(60 / FASTEST / frameSeconds));
  const longest = Math.min(frames >> 1, Math.floor(60 / SLOWEST / frameSeconds));
  const share = (lag: number) =>
    lag < frames ? autocorrelation(broad, lag) / power / (1 - lag / frames) : 0;
  let best = { lag: 0, score: 0 };
  for (let lag = shortest; lag <= longest; lag++) {
    // A pulse shows at twice its lag as well, and there between whole frames too (Ellis 2007, equation 7).
    const double = 0.5 * share(2 * lag) + 0.25 * (share(2 * lag - 1) + share(2 * lag + 1));
    const octaves = Math.log2(60 / (lag * frameSeconds) / LIKELY) / OCTAVES;
    const score = (share(lag) + double) * Math.exp(-0.5 * octaves * octaves);
    if (score > best.score) best = { lag, score };
  }
  if (best.lag === 0) return { beats: [], clarity: 0 };
  const period = refined(broad, best.lag);
  return { beats: beatTrack(onsets, () => period), clarity: clarityAt(share, best.lag) };
}

/** The largest share within half a frame's rounding of the lag or of twice the lag, 0 … 1. */
function clarityAt(share: (lag: number) => number, lag: number): number {
  return Math.max(
    0,
    Math.min(1, Math.max(share(lag), share(2 * lag - 1), share(2 * lag), share(2 * lag + 1))),
  );
}

/** How much louder the bands get from frame to frame, less its own mean, by its spread. */
function onsetEnvelope(values: Float32Array, frames: number, bands: number): Float64Array {
  const rise = new Float64Array(frames);
  for (let f = 1; f < frames; f++)
    for (let b = 0; b < bands; b++)
      rise[f]! += Math.max(0, values[f * bands + b]! - values[(f - 1) * bands + b]!);
  const mean = rise.reduce((sum, value) => sum + value, 0) / frames;
  const spread = Math.sqrt(rise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / frames);
  return spread > 1e-9 ? rise.map((value) => (value - mean) / spread) : new Float64Array(frames);
}

/** Each value with half of its neighbours'. */
function smoothed(signal: Float64Array): Float64Array {
  return signal.map((value, i) => value / 2 + ((signal[i - 1] ?? 0) + (signal[i + 1] ?? 0)) / 4);
}

function autocorrelation(signal: Float64Array, lag: number): number {
  let sum = 0;
  for (let f = lag; f < signal.length; f++) sum += signal[f]! * signal[f - lag]!;
  return sum;
}

/** A lag between whole frames: the top of the parabola through its neighbours. */
function refined(onsets: Float64Array, lag: number): number {
  const [a, b, c] = [lag - 1, lag, lag + 1].map((one) => autocorrelation(onsets, one)) as [
    number,
    number,
    number,
  ];
  const bend = a - 2 * b + c;
  return bend < 0 ? lag + Math.max(-0.5, Math.min(0.5, (a - c) / (2 * bend))) : lag;
}
