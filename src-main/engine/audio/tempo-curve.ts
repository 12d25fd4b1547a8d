import { ONSET_STEP } from './onset-strength.ts';

/** The tempo through a recording: what a beat lasts at the middle of each second, and how clear the pulse is. */
export interface TempoCurve {
  /** Seconds a beat, one value a second; empty when nothing repeats. */
  readonly periods: Float64Array;
  /** 0 … 1, one value a second: the share of the onsets' power that comes again after a beat. */
  readonly clarity: Float64Array;
}

const SLOWEST = 40;
const FASTEST = 240;
/** Tempi are heard around here, less so an octave away (Ellis 2007). */
const LIKELY = 120;
const OCTAVES = 0.9;
const WINDOW_SECONDS = 8;
/** Tempi looked at in an octave. */
const FINENESS = 48;
/** What a change of tempo costs, by the square of its octaves in a second: a tenth slower costs a fifth of a perfect repeat. */
const STEADINESS = 10;

/**
 * How fast the beat goes, second by second, from a recording's onset strength: the autocorrelation over eight seconds, weighted towards 120 a
 * minute and helped by its double (Ellis, "Beat tracking by dynamic programming", JNMR 2007, equations 6 and 7), and through
 * these the path that changes least (Viterbi), so that the tempo may drift but does not jump.
 */
export function tempoCurve(onsets: Float32Array): TempoCurve {
  const seconds = Math.ceil(onsets.length * ONSET_STEP);
  const lags = tempi().map((bpm) => 60 / bpm / ONSET_STEP);
  const broad = smoothed(smoothed(onsets));
  const shares = Array.from({ length: seconds }, (_, second) => sharesAround(broad, second + 0.5));
  if (shares.every((share) => share === null))
    return { periods: new Float64Array(), clarity: new Float64Array() };
  const scores = shares.map((share) =>
    Float64Array.from(lags, (lag) => (share ? share(lag) + 0.5 * share(2 * lag) : 0) * likelihood(lag)),
  );
  const path = smoothestPath(scores);
  return {
    periods: Float64Array.from(path, (state) => lags[state]! * ONSET_STEP),
    clarity: Float64Array.from(path, (state, second) => {
      const share = shares[second];
      return share ? Math.min(1, Math.max(0, share(lags[state]!), share(2 * lags[state]!))) : 0;
    }),
  };
}

/** Beats a minute, in equal steps of pitch. */
function tempi(): number[] {
  const count = Math.round(Math.log2(FASTEST / SLOWEST) * FINENESS);
  return Array.from({ length: count + 1 }, (_, i) => SLOWEST * 2 ** (i / FINENESS));
}

function likelihood(lag: number): number {
  const octaves = Math.log2(60 / (lag * ONSET_STEP) / LIKELY) / OCTAVES;
  return Math.exp(-0.5 * octaves * octaves);
}

function smoothed(signal: Float32Array): Float32Array {
  return signal.map((value, i) => value / 2 + ((signal[i - 1] ?? 0) + (signal[i + 1] ?? 0)) / 4);
}

/** The share of the power around a time (s) that comes again after a lag, between whole steps too; null where nothing begins. */
function sharesAround(onsets: Float32Array, time: number): ((lag: number) => number) | null {
  const half = WINDOW_SECONDS / 2;
  // Near the ends the window stays as long and lies inside.
  const last = Math.max(0, onsets.length - Math.round(WINDOW_SECONDS / ONSET_STEP));
  const from = Math.min(last, Math.max(0, Math.round((time - half) / ONSET_STEP)));
  const part = onsets.subarray(from, from + Math.round(WINDOW_SECONDS / ONSET_STEP));
  const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
  const centred = part.map((value) => value - mean);
  const longest = Math.min(part.length - 1, Math.ceil((2 * 60) / SLOWEST / ONSET_STEP) + 1);
  const at = new Float64Array(longest + 1);
  for (let lag = 0; lag <= longest; lag++) {
    let sum = 0;
    for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
    at[lag] = sum / (1 - lag / centred.length);
  }
  const power = at[0]!;
  if (power < 1e-9) return null;
  return (lag) => {
    const whole = Math.floor(lag);
    if (whole + 1 > longest) return 0;
    return (at[whole]! + (lag - whole) * (at[whole + 1]! - at[whole]!)) / power;
  };
}

/** For each second the state of the path with the most score, less what its changes cost. */
function smoothestPath(scores: readonly Float64Array[]): number[] {
  const states = scores[0]!.length;
  const reach = Math.round(FINENESS / 3);
  const before: Int16Array[] = [];
  let best = Float64Array.from(scores[0]!);
  for (const score of scores.slice(1)) {
    const next = new Float64Array(states);
    const from = new Int16Array(states);
    for (let state = 0; state < states; state++) {
      let top = Number.NEGATIVE_INFINITY;
      for (let p = Math.max(0, state - reach); p <= Math.min(states - 1, state + reach); p++) {
        const value = best[p]! - STEADINESS * ((state - p) / FINENESS) ** 2;
        if (value > top) [top, from[state]] = [value, p];
      }
      next[state] = top + score[state]!;
    }
    before.push(from);
    best = next;
  }
  let state = best.indexOf(Math.max(...best));
  const path = [state];
  for (const from of before.toReversed()) {
    state = from[state]!;
    path.push(state);
  }
  return path.reverse();
}
