import type { Corner } from '../stores/view.ts';
import { type FrequencyScale, hertzToY } from './frequency-scale.ts';
import type { Outline } from './outline.ts';
import type { Frame } from './scene/frame.ts';
import { timeToX, xToTime } from './time-scale.ts';

type View = Pick<Frame, 'scale' | 'frequency' | 'lanes'>;

/** Width of the columns that fill an outline, and the longest straight piece of its line, in px. */
const COLUMN = 2;
const PIECE = 12;

/** What lies inside an outline and in view, as rectangles [x, top, bottom, width] in px; exact on every frequency scale. */
export function outlineSpans(
  outline: Outline,
  { scale, frequency, lanes }: View,
): [number, number, number, number][] {
  const columns = Math.ceil(scale.width / COLUMN);
  const crossings: number[][] = Array.from({ length: columns }, () => []);
  const columnFrom = (time: number) => Math.ceil(timeToX(scale, time) / COLUMN - 0.5);
  outline.forEach((corner, i) => {
    const next = outline[(i + 1) % outline.length]!;
    const [[t0, f0], [t1, f1]] = corner[0] <= next[0] ? [corner, next] : [next, corner];
    const end = Math.min(columns, columnFrom(t1));
    for (let column = Math.max(0, columnFrom(t0)); column < end; column++) {
      const share = (xToTime(scale, (column + 0.5) * COLUMN) - t0) / (t1 - t0);
      crossings[column]!.push(f0 + share * (f1 - f0));
    }
  });
  return crossings.flatMap((hertz, column) => {
    hertz.sort((a, b) => a - b);
    const spans: [number, number, number, number][] = [];
    for (let i = 0; i + 1 < hertz.length; i += 2) {
      const top = yOf(hertz[i + 1]!, lanes.spectrogram, frequency);
      const bottom = yOf(hertz[i]!, lanes.spectrogram, frequency);
      if (bottom > top) spans.push([column * COLUMN, top, bottom, COLUMN]);
    }
    return spans;
  });
}

/** A ring as x, y, x, y, …; long edges are bent as the frequency scale bends them, and nothing leaves the lane. */
export function ringPath(ring: readonly Corner[], { scale, frequency, lanes }: View): number[] {
  const path: number[] = [];
  ring.forEach(([t0, f0], i) => {
    const [t1, f1] = ring[(i + 1) % ring.length]!;
    const [x0, x1] = [xOf(t0, scale), xOf(t1, scale)];
    const [y0, y1] = [yOf(f0, lanes.spectrogram, frequency), yOf(f1, lanes.spectrogram, frequency)];
    const bent = x0 !== x1 && y0 !== y1;
    const pieces = bent ? Math.max(1, Math.ceil(Math.hypot(x1 - x0, y1 - y0) / PIECE)) : 1;
    for (let piece = 0; piece < pieces; piece++) {
      const share = piece / pieces;
      path.push(
        xOf(t0 + share * (t1 - t0), scale),
        yOf(f0 + share * (f1 - f0), lanes.spectrogram, frequency),
      );
    }
  });
  return path;
}

const xOf = (time: number, scale: View['scale']) =>
  Math.min(scale.width + 4, Math.max(-4, timeToX(scale, time)));

const yOf = (hertz: number, { y, height }: { y: number; height: number }, scale: FrequencyScale) =>
  y + Math.min(height, Math.max(0, hertzToY(hertz, height, scale)));
