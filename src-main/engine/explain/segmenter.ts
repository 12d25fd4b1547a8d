import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import type { Task } from '../jobs/compute.ts';
import type { SpectrogramAxes } from './geometry.ts';

/** What a segmenter is given: one window of a spectrogram, where its cells lie, and the segmenter's own parameters. */
export interface SegmentInput {
  /** [frames × bands], frame by frame. */
  readonly values: Float32Array;
  readonly frames: number;
  readonly bands: number;
  readonly axes: SpectrogramAxes;
  readonly params: NamedValues;
  /** Seconds from the window's start and Hz, for the segmenter that goes by them. */
  readonly regions?: readonly Region[] | undefined;
}

/** A rectangle of time × frequency. */
export interface Region {
  readonly timeRange: readonly [number, number];
  readonly frequencyRange: readonly [number, number];
}

/**
 * Cuts a spectrogram into segments. `segment` returns one label a cell, [frames × bands]: every cell belongs to exactly
 * one segment, labels run from 0 without gaps and are numbered in order of first appearance, so by time.
 * One segmenter is one file, listed in segmenters.ts.
 */
export interface Segmenter {
  readonly name: string;
  readonly label: string;
  /** Parameters and their default values. */
  readonly defaults: NamedValues;
  segment(input: SegmentInput): Int32Array;
  /** The same function as a worker task. */
  readonly task: Task<SegmentInput, Int32Array>;
}

/** Renumbers any labels to 0 … n − 1 in order of first appearance, in place. Returns n. Labels must be 0 … length − 1. */
export function numberByAppearance(labels: Int32Array): number {
  const numbers = new Int32Array(labels.length).fill(-1);
  let count = 0;
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]!;
    if (numbers[label] === -1) numbers[label] = count++;
    labels[i] = numbers[label]!;
  }
  return count;
}
