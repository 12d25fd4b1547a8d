import type { Viewport } from './viewport.ts';

/** Time (s) to horizontal position (CSS px) and back, for a view `width` px wide. */
export interface TimeScale extends Viewport {
  readonly width: number;
}

export const pixelsPerSecond = ({ from, to, width }: TimeScale): number => width / (to - from);

export const timeToX = (scale: TimeScale, time: number): number =>
  (time - scale.from) * pixelsPerSecond(scale);

export const xToTime = (scale: TimeScale, x: number): number => scale.from + x / pixelsPerSecond(scale);

/** Steps a ruler may take, in seconds: decimal below a second, sexagesimal above. */
const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800,
  3600,
];

interface Ticks {
  /** Times of the labelled ticks, in seconds. */
  readonly major: readonly number[];
  readonly minor: readonly number[];
  /** Decimals that a label needs to tell its tick from the next. */
  readonly decimals: number;
}

/** Ticks of a ruler whose labels stand at least `spacing` px apart. */
export function rulerTicks(scale: TimeScale, spacing: number): Ticks {
  const least = spacing / pixelsPerSecond(scale);
  const step = STEPS.find((candidate) => candidate >= least) ?? 3600;
  const parts = step === 15 || step === 30 || step === 900 ? 3 : step >= 60 ? 4 : 5;
  const major: number[] = [];
  const minor: number[] = [];
  const first = Math.floor(scale.from / step);
  const last = Math.ceil(scale.to / step);
  for (let i = first; i <= last; i++) {
    major.push(i * step);
    for (let k = 1; k < parts; k++) minor.push((i + k / parts) * step);
  }
  const decimals = step >= 1 ? 0 : step >= 0.1 ? 1 : step >= 0.01 ? 2 : 3;
  return { major, minor, decimals };
}
