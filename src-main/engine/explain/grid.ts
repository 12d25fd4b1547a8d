import { defineTask } from '../jobs/compute.ts';
import type { SpectrogramAxes } from './geometry.ts';
import { numberByAppearance, type Segmenter, type SegmentInput } from './segmenter.ts';

/** Rectangles of equal duration and equal musical interval, whatever the sound. */
export const grid: Segmenter = {
  name: 'grid',
  label: 'Time and octave grid',
  defaults: { seconds: 1, octaves: 1 },
  segment: segmentGrid,
  task: defineTask<SegmentInput, Int32Array>(import.meta.url, 'segmentGrid'),
};

/**
 * A grid of `seconds` × `octaves`, counted from the window's start and from the centre of the lowest band. A cell of the
 * spectrogram belongs to the rectangle its centre lies in; rectangles that hold no cell do not exist.
 */
export function segmentGrid({ frames, bands, axes, params }: SegmentInput): Int32Array {
  const column = stepIndex(frames, (f) => (axes.firstCentre + f * axes.frameSeconds) / params.seconds!);
  const { row, rows } = bandRows(bands, axes, params.octaves!);
  const labels = new Int32Array(frames * bands);
  for (let f = 0; f < frames; f++)
    for (let b = 0; b < bands; b++) labels[f * bands + b] = column[f]! * rows + row[b]!;
  numberByAppearance(labels);
  return labels;
}

/** Row of each band in a grid of `octaves`, counted from the centre of the lowest band, and how many rows there are. */
export function bandRows(
  bands: number,
  { bandEdges }: SpectrogramAxes,
  octaves: number,
): { readonly row: Int32Array; readonly rows: number } {
  const lowest = bandCentre(bandEdges, 0);
  const row = stepIndex(bands, (b) => Math.log2(bandCentre(bandEdges, b) / lowest) / octaves);
  return { row, rows: row[bands - 1]! + 1 };
}

/** 0, 0, …, 1, 1, …: counts up where the whole part of a rising quantity changes. */
function stepIndex(count: number, quantity: (i: number) => number): Int32Array {
  // A centre that lies on a border up to rounding belongs to what begins there.
  const whole = (i: number) => Math.floor(quantity(i) + 1e-9);
  const index = new Int32Array(count);
  for (let i = 1; i < count; i++) index[i] = index[i - 1]! + (whole(i) === whole(i - 1) ? 0 : 1);
  return index;
}

/** Half way in pitch; half way in Hz where the band starts at 0 Hz. */
function bandCentre(edges: Float64Array, band: number): number {
  const [low, high] = [edges[band]!, edges[band + 1]!];
  return low > 0 ? Math.sqrt(low * high) : high / 2;
}
