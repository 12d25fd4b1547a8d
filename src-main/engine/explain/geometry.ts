import { bandEdges } from '../model/filter-bank.ts';
import { frameSeconds } from '../model/framing.ts';
import type { FrontEnd } from '../model/manifest.ts';

/** Where the cells of a window's spectrogram lie in time and frequency. */
export interface SpectrogramAxes {
  /** Seconds from one frame to the next. */
  readonly frameSeconds: number;
  /** Second within the window at which frame 0 is centred: 0 unless the front end looks into the future. */
  readonly firstCentre: number;
  /** Hz, bands + 1 of them, ascending: band b spans bandEdges[b] … bandEdges[b + 1]. */
  readonly bandEdges: Float64Array;
}

/** The bounding box of a segment; seconds count from the window's start. */
export interface SegmentExtent {
  readonly timeRange: [number, number];
  readonly frequencyRange: [number, number];
  readonly cells: number;
}

/** The axes of any window a front end makes. */
export function axesOf(frontEnd: FrontEnd): SpectrogramAxes {
  return {
    frameSeconds: frameSeconds(frontEnd),
    firstCentre: frontEnd.origin === 'future' ? frontEnd.fftSize / 2 / frontEnd.sampleRate : 0,
    bandEdges: bandEdges(frontEnd),
  };
}

/**
 * The bounding box of every segment 0 … count − 1 of a label map [frames × bands]. A frame stands for half a frame's time
 * on either side of its centre, within the window.
 */
export function segmentExtents(
  labels: Int32Array,
  count: number,
  bands: number,
  axes: SpectrogramAxes,
): SegmentExtent[] {
  const first = new Int32Array(count).fill(-1);
  const last = new Int32Array(count);
  const low = new Int32Array(count).fill(bands);
  const high = new Int32Array(count);
  const cells = new Int32Array(count);
  for (let cell = 0; cell < labels.length; cell++) {
    const label = labels[cell]!;
    const frame = Math.floor(cell / bands);
    const band = cell % bands;
    if (first[label]! < 0) first[label] = frame;
    last[label] = frame;
    low[label] = Math.min(low[label]!, band);
    high[label] = Math.max(high[label]!, band);
    cells[label]!++;
  }
  return Array.from({ length: count }, (_, id) => ({
    timeRange: [frameBorder(first[id]!, axes), frameBorder(last[id]! + 1, axes)],
    frequencyRange: [axes.bandEdges[low[id]!]!, axes.bandEdges[high[id]! + 1]!],
    cells: cells[id]!,
  }));
}

/** Second at which frame `index` begins: the window itself where it is the first, half a frame before its centre else. */
function frameBorder(index: number, axes: SpectrogramAxes): number {
  return index === 0 ? 0 : Math.max(0, axes.firstCentre + (index - 0.5) * axes.frameSeconds);
}
