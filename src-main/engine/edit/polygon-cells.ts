import { outlineBounds } from '../../../src-preload/contract/target-bounds.ts';
import type { CellShape } from './mask.ts';

/** A corner: seconds and hertz. */
type Point = readonly [number, number];

/** Time between the columns of cells, in seconds; longer where there would be more cells than fit. */
const FRAME_SECONDS = 0.01;
/** Width of a band of cells: half a semitone, and at least 10 Hz; the transform's own edges are wider (mask.ts). */
const BAND_OCTAVES = 1 / 24;
const LEAST_BAND_HERTZ = 10;
/** Thinner than this is a line, give or take the last digit of its arithmetic. */
const THINNEST_HERTZ = 1e-6;
const MOST_CELLS = 8_000_000;

/**
 * A polygon as cells of time and frequency. Inside is decided by the even-odd rule, so the outline may cross itself and hold several
 * rings joined by edges there and back. Its edges move to the nearest cell border: by 5 ms at most, by 0.1 s in outlines of an hour,
 * and by a quarter of a semitone or 5 Hz. What lies above `nyquist` (Hz) is left out; `shape` is null when nothing is inside.
 */
export function polygonCells(
  points: readonly Point[],
  nyquist: number,
): { seconds: [number, number]; shape: CellShape | null } {
  const {
    timeRange: [from, to],
    frequencyRange: [low, top],
  } = outlineBounds(points);
  const high = Math.min(nyquist, top);
  const seconds: [number, number] = [from, to];
  if (to <= from || high <= low) return { seconds, shape: null };
  const edges = bandEdges(low, high);
  const bands = edges.length - 1;
  const wanted = Math.ceil((to - from) / FRAME_SECONDS);
  const frames = Math.max(1, Math.min(wanted, Math.floor(MOST_CELLS / bands)));
  const frameSeconds = (to - from) / frames;
  const start = from + frameSeconds / 2;
  const cells = new Uint8Array(frames * bands);
  const crossings = crossingsOf(points, start, frameSeconds, frames);
  let any = false;
  crossings.forEach((column, frame) => {
    column.sort((a, b) => a - b);
    for (let i = 0; i + 1 < column.length; i += 2) {
      if (column[i + 1]! <= low || column[i]! >= high || column[i + 1]! - column[i]! < THINNEST_HERTZ)
        continue;
      const [first, end] = bandsBetween(edges, column[i]!, column[i + 1]!);
      cells.fill(1, frame * bands + first, frame * bands + end);
      any = true;
    }
  });
  if (!any) return { seconds, shape: null };
  // Like a region, an outline at the very bottom or top has no edge there.
  if (low <= 0) edges[0] = -nyquist;
  if (high >= nyquist) edges[bands] = 2 * nyquist;
  return { seconds, shape: { kind: 'cells', start, frameSeconds, frames, bandEdges: edges, cells } };
}

/** Borders from `low` to `high`, both included. */
function bandEdges(low: number, high: number): Float64Array<ArrayBuffer> {
  const edges = [low];
  for (let edge = low; ; ) {
    const width = Math.max(LEAST_BAND_HERTZ, edge * (2 ** BAND_OCTAVES - 1));
    edge += width;
    if (edge + width / 2 >= high) break;
    edges.push(edge);
  }
  return Float64Array.from([...edges, high]);
}

/** Frequencies at which the outline crosses the middle of each column, in no order; always an even number. */
function crossingsOf(
  points: readonly Point[],
  start: number,
  frameSeconds: number,
  frames: number,
): number[][] {
  const columns: number[][] = Array.from({ length: frames }, () => []);
  const columnFrom = (time: number) => Math.ceil((time - start) / frameSeconds);
  points.forEach((point, i) => {
    const next = points[(i + 1) % points.length]!;
    // From left to right, whichever way it was drawn: an edge there and back crosses at the very same frequency.
    const [[t0, f0], [t1, f1]] = point[0] <= next[0] ? [point, next] : [next, point];
    const end = Math.min(frames, columnFrom(t1));
    for (let frame = Math.max(0, columnFrom(t0)); frame < end; frame++) {
      const share = (start + frame * frameSeconds - t0) / (t1 - t0);
      columns[frame]!.push(f0 + share * (f1 - f0));
    }
  });
  return columns;
}

/** The bands [first, end) whose borders lie nearest to two frequencies; the one in between where there would be none. */
function bandsBetween(edges: Float64Array, low: number, high: number): [number, number] {
  const first = nearest(edges, low);
  const end = nearest(edges, high);
  if (end > first) return [first, end];
  const middle = (low + high) / 2;
  const band = edges[first]! > middle ? first - 1 : first;
  const within = Math.min(edges.length - 2, Math.max(0, band));
  return [within, within + 1];
}

/** Index of the border nearest to a frequency. */
function nearest(edges: Float64Array, hertz: number): number {
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= hertz) low = middle;
    else high = middle;
  }
  return hertz - edges[low]! <= edges[high]! - hertz ? low : high;
}
