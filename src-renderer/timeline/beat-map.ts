import type { BeatGrid } from '../../src-preload/contract/beat-grid.ts';
import { pixelsPerSecond, type TimeScale } from './time-scale.ts';

/** The beats of a recording as far as they are known. */
export interface BeatMap {
  /** Seconds, ascending; two or more. Before the first and after the last nothing is known. */
  readonly times: Float64Array;
  /** Index of the first beat of bar 1; null while nobody has said where that is. */
  readonly first: number | null;
  readonly beatsPerBar: number;
}

/** A time as bars and beats, counted from 1; bars before bar 1 are 0, −1, … */
export interface Place {
  readonly bar: number;
  readonly beat: number;
  /** The part of the beat that has passed, from 0 to below 1. */
  readonly part: number;
}

/** The beats that were found, or those of a steady grid; null where neither gives two. */
export function beatMap(found: Float64Array | null, grid: BeatGrid | null, duration: number): BeatMap | null {
  const beatsPerBar = grid?.beatsPerBar ?? 4;
  if (grid?.tempo != null && grid.start !== null) {
    const beat = 60 / grid.tempo;
    const before = Math.floor(grid.start / beat + 1e-9);
    const after = Math.floor((duration - grid.start) / beat + 1e-9);
    const { start } = grid;
    const times = Float64Array.from({ length: Math.max(0, before + after + 1) }, (_, i) =>
      Math.max(0, start + (i - before) * beat),
    );
    return times.length < 2 ? null : { times, first: before, beatsPerBar };
  }
  if (!found || found.length < 2) return null;
  const start = grid?.start ?? null;
  const times = thinned(found, grid?.density ?? 1, start);
  if (times.length < 2) return null;
  return { times, first: start === null ? null : nearest(times, start), beatsPerBar };
}

/** Every second beat (0.5), so that the one nearest to `start` stays; or those halfway between as well (2). */
function thinned(found: Float64Array, density: BeatGrid['density'], start: number | null): Float64Array {
  if (density === 1) return found;
  if (density === 0.5) {
    const odd = start === null ? 0 : nearest(found, start) % 2;
    return found.filter((_, i) => i % 2 === odd);
  }
  return Float64Array.from({ length: 2 * found.length - 1 }, (_, i) =>
    i % 2 === 0 ? found[i / 2]! : (found[(i - 1) / 2]! + found[(i + 1) / 2]!) / 2,
  );
}

/** Index of the last beat at or before a time; −1 before the first. */
export function beatBefore(times: Float64Array, time: number): number {
  let low = -1;
  let high = times.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (times[middle]! <= time) low = middle;
    else high = middle;
  }
  return low;
}

function nearest(times: Float64Array, time: number): number {
  const before = beatBefore(times, time);
  if (before < 0) return 0;
  const after = before + 1;
  return after < times.length && times[after]! - time < time - times[before]! ? after : before;
}

/** The time of the beat nearest to a time. */
export const nearestBeat = ({ times }: BeatMap, time: number): number => times[nearest(times, time)]!;

/** Beats a minute between the first and the last beat of a stretch of time (s); null where it holds fewer than two. */
export function beatsPerMinute({ times }: BeatMap, [from, to]: readonly [number, number]): number | null {
  const [first, last] = [beatBefore(times, from - 1e-6) + 1, beatBefore(times, to + 1e-6)];
  return last > first ? (60 * (last - first)) / (times[last]! - times[first]!) : null;
}

/** Where a time lies; null where no beats or no bars are known. */
export function placeAt({ times, first, beatsPerBar }: BeatMap, time: number): Place | null {
  // A beat that was computed may lie a rounding error after the time that was asked for.
  const index = beatBefore(times, time + 1e-6);
  if (first === null || index < 0 || time > times.at(-1)! + 1e-6) return null;
  const next = times[index + 1];
  const part = next === undefined ? 0 : Math.max(0, (time - times[index]!) / (next - times[index]!));
  return { ...counted(index - first, beatsPerBar), part: Math.min(part, 1 - 1e-6) };
}

function counted(fromFirst: number, beatsPerBar: number): { bar: number; beat: number } {
  const bar = Math.floor(fromFirst / beatsPerBar);
  return { bar: bar + 1, beat: fromFirst - bar * beatsPerBar + 1 };
}

/** `12:3.25`: bar, beat and hundredths of the beat, cut rather than rounded. */
export function formatPlace({ bar, beat, part }: Place): string {
  return `${formatBar(bar)}:${beat}.${String(Math.floor(100 * part + 1e-6)).padStart(2, '0')}`;
}

const formatBar = (bar: number): string => (bar < 0 ? `−${-bar}` : String(bar));

interface BarTicks {
  readonly major: readonly { readonly time: number; readonly label: string }[];
  readonly minor: readonly number[];
}

/** Ticks nearer than this, in px, are left out. */
const LEAST_APART = 5;

/** Ticks of a ruler in bars whose labels stand about `spacing` px apart or more: bars, and beats where there is room; without bars only beats. */
export function barTicks(map: BeatMap, scale: TimeScale, spacing: number): BarTicks {
  const { times, first, beatsPerBar } = map;
  const from = Math.max(0, beatBefore(times, scale.from));
  const to = Math.min(times.length - 1, beatBefore(times, scale.to) + 1);
  const seen = Math.max(1, to - from);
  const beatWidth = (pixelsPerSecond(scale) * (times[to]! - times[from]!)) / seen;
  const barWidth = beatWidth * beatsPerBar;
  const labelEvery = first === null ? null : stepOf(spacing / barWidth);
  const labelBeats = first !== null && beatWidth >= spacing;
  const major: { time: number; label: string }[] = [];
  const minor: number[] = [];
  for (let i = from; i <= to; i++) {
    const time = times[i]!;
    if (first === null) {
      if (beatWidth >= LEAST_APART) minor.push(time);
      continue;
    }
    const { bar, beat } = counted(i - first, beatsPerBar);
    if (beat === 1 && (bar - 1) % labelEvery! === 0) major.push({ time, label: formatBar(bar) });
    else if (labelBeats) major.push({ time, label: `${formatBar(bar)}:${beat}` });
    else if (beatWidth >= LEAST_APART || (beat === 1 && barWidth >= LEAST_APART)) minor.push(time);
  }
  return { major, minor };
}

/** The least power of two that is not below `least`. */
const stepOf = (least: number): number => 2 ** Math.max(0, Math.ceil(Math.log2(Math.max(1, least))));
