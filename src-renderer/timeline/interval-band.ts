import { unusualBelow } from '../../src-preload/contract/familiarity.ts';
import type { Curves } from '../stores/session.ts';
import type { Frame } from './scene/frame.ts';
import { pixelsPerSecond, timeToX } from './time-scale.ts';

/** The prediction interval around one curve of the emotions lane. */
export interface Interval {
  readonly curves: Curves;
  readonly name: string;
  readonly colour: number;
  readonly halfWidth: number;
  /** Values at the bottom and the top of the lane. */
  readonly range: readonly [number, number];
}

/** A band in px. Window w lies at offset + w · step. */
interface Band {
  readonly offset: number;
  readonly step: number;
  /** The windows in view. */
  readonly first: number;
  readonly last: number;
  /** Whether the coverage was measured on sound like this. */
  known(window: number): boolean;
  /** Top and bottom at x, linear between the windows. */
  edges(x: number): readonly [number, number];
}

/** Null when the prediction has no such name, or nothing of it is in view. */
export function bandOf(
  { curves, name, halfWidth, range: [low, high] }: Interval,
  { scale, lanes }: Pick<Frame, 'scale' | 'lanes'>,
): Band | null {
  const { hopSeconds, windowSeconds, count, duration } = curves.prediction;
  const column = curves.names.indexOf(name);
  const half = Math.min(windowSeconds, duration) / 2;
  const first = Math.max(0, Math.floor((scale.from - half) / hopSeconds) - 1);
  const last = Math.min(count - 1, Math.ceil((scale.to - half) / hopSeconds) + 1);
  if (column < 0 || last < first) return null;
  // One window stands for the whole recording, and is drawn as two.
  const single = count === 1;
  const offset = timeToX(scale, single ? 0 : half);
  const step = (single ? duration : hopSeconds) * pixelsPerSecond(scale);
  const clamp = (window: number) => Math.min(count - 1, Math.max(0, window));
  const valueAt = (window: number) => curves.values[clamp(window) * curves.names.length + column]!;
  const { y, height } = lanes.emotions;
  const yOf = (value: number) => y + (1 - Math.min(1, Math.max(0, (value - low) / (high - low)))) * height;
  return {
    offset,
    step,
    first,
    last: single ? 1 : last,
    known: (window) => (curves.familiarity?.[clamp(window)] ?? 1) >= unusualBelow,
    edges: (x) => {
      const at = (x - offset) / step;
      const before = Math.floor(at);
      const value = valueAt(before) + (at - before) * (valueAt(before + 1) - valueAt(before));
      return [yOf(value + halfWidth), yOf(value - halfWidth)];
    },
  };
}

/** Most points `fill` writes for a window. */
export const POINTS_A_WINDOW = 4;

/** Writes the corners of the filled parts, cut off half way to the windows that are not known; returns the count of points. */
export function fill({ first, last, offset, step, known, edges }: Band, corners: Float32Array): number {
  let points = 0;
  const push = (x: number, [top, bottom]: readonly [number, number]) =>
    corners.set([x, top, x, bottom], 4 * points++);
  for (let w = first; w <= last; w++) {
    const x = offset + w * step;
    if (known(w)) {
      push(x, edges(x));
      continue;
    }
    // A strip has no gaps: it goes on without any height.
    for (const [side, neighbour] of [
      [x - step / 2, w - 1],
      [x + step / 2, w + 1],
    ] as const) {
      const at = edges(side);
      const flat = [at[0], at[0]] as const;
      const open = neighbour >= first && neighbour <= last && known(neighbour);
      if (open && neighbour < w) push(side, at);
      push(side, flat);
      if (open && neighbour > w) push(side, at);
    }
  }
  return points;
}
