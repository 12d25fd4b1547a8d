import { defineTask } from '../jobs/compute.ts';
import { beatTrack } from './beat-track.ts';
import { evened, ONSET_STEP } from './onset-strength.ts';
import { tempoCurve } from './tempo-curve.ts';

/** The beats of a recording, or what speaks against there being any. */
export interface Beats {
  /** Seconds, ascending; empty without a clear pulse. */
  readonly times: Float64Array;
  /** Beats a minute, the median over the recording; null without a clear pulse. */
  readonly tempo: number | null;
  /** 0 … 1: how much of the onsets' power comes again a beat later, the median over the recording. */
  readonly clarity: number;
}

/** A pulse less clear than this is none. */
const CLEAR_BEATS = 0.2;
/** Fewer beats make no pulse. */
const FEWEST = 4;
/** The first and the last beat have at least this share of the beats' mean onset strength. */
const HEARD = 0.3;

/** The beats in the onset strength of a recording (`onsetStrength`). */
export function beatsOf(onsets: Float32Array): Beats {
  const even = evened(onsets);
  const { periods, clarity } = tempoCurve(even);
  if (periods.length === 0) return { times: new Float64Array(), tempo: null, clarity: 0 };
  const clear = median(clarity);
  if (clear < CLEAR_BEATS) return { times: new Float64Array(), tempo: null, clarity: clear };
  const steps = beatTrack(even, (step) => periodAt(periods, step * ONSET_STEP) / ONSET_STEP);
  const times = Float64Array.from(sounding(steps, onsets), (step) => atTop(onsets, step) * ONSET_STEP);
  if (times.length < FEWEST) return { times: new Float64Array(), tempo: null, clarity: clear };
  return { times, tempo: 60 / median(times.slice(1).map((time, i) => time - times[i]!)), clarity: clear };
}

export const beatsTask = defineTask<Float32Array, Beats>(import.meta.url, 'beatsOf');

/** Without the beats before the first and after the last that something begins at: those were only counted on. */
function sounding(steps: readonly number[], onsets: Float32Array): number[] {
  const strengths = Float64Array.from(steps, (step) =>
    onsets.subarray(Math.max(0, step - 3), step + 4).reduce((a, b) => Math.max(a, b), 0),
  );
  const least = (HEARD * strengths.reduce((sum, one) => sum + one, 0)) / Math.max(1, strengths.length);
  return steps.slice(
    strengths.findIndex((one) => one >= least),
    strengths.findLastIndex((one) => one >= least) + 1,
  );
}

/** A step between whole ones: the top of the parabola through a strongest step and its neighbours. */
function atTop(onsets: Float32Array, step: number): number {
  const [a, b, c] = [onsets[step - 1] ?? 0, onsets[step]!, onsets[step + 1] ?? 0];
  const bend = a - 2 * b + c;
  return b > a && b >= c && bend < 0 ? step + (a - c) / (2 * bend) : step;
}

/** Seconds a beat at a time (s), between the middles of the seconds. */
function periodAt(periods: Float64Array, time: number): number {
  const place = Math.min(periods.length - 1, Math.max(0, time - 0.5));
  const whole = Math.floor(place);
  const next = periods[Math.min(periods.length - 1, whole + 1)]!;
  return periods[whole]! + (place - whole) * (next - periods[whole]!);
}

function median(values: Float64Array): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
