import { defineTask } from '../jobs/compute.ts';
import { bandRows, segmentGrid } from './grid.ts';
import { findPulse } from './pulse.ts';
import { numberByAppearance, type Segmenter, type SegmentInput } from './segmenter.ts';

/** Rectangles from beat to beat by equal musical interval. */
export const beatGrid: Segmenter = {
  name: 'beat-grid',
  label: 'Beat and octave grid',
  defaults: { beats: 1, octaves: 1, seconds: 1 },
  segment: segmentBeatGrid,
  task: defineTask<SegmentInput, Int32Array>(import.meta.url, 'segmentBeatGrid'),
};

/** A pulse less clear than this is none: the grid then goes by `seconds`. */
export const CLEAR_PULSE = 0.35;

/**
 * A grid of `beats` beats × `octaves`. A frame belongs to the beat that begins last before it; what lies before the first beat is a column
 * of its own. Where no pulse is clear it is the grid by `seconds`.
 */
export function segmentBeatGrid(input: SegmentInput): Int32Array {
  const { values, frames, bands, axes, params } = input;
  const { beats, clarity } = findPulse(values, frames, bands, axes.frameSeconds);
  if (clarity < CLEAR_PULSE || beats.length < 2) return segmentGrid(input);
  const every = Math.max(1, Math.round(params.beats!));
  const starts = beats.filter((_, i) => i % every === 0);
  const { row, rows } = bandRows(bands, axes, params.octaves!);
  const labels = new Int32Array(frames * bands);
  let column = 0;
  for (let f = 0; f < frames; f++) {
    if (f > 0 && starts.includes(f)) column++;
    for (let b = 0; b < bands; b++) labels[f * bands + b] = column * rows + row[b]!;
  }
  numberByAppearance(labels);
  return labels;
}
