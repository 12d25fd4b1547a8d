import type { SegmentExtent } from './geometry.ts';
import type { SegmentedWindow } from './perturbation.ts';

/** What can be switched off in one window: segments of its spectrogram, or sound sources in spans of time. */
export interface Components {
  readonly count: number;
  readonly extents: readonly ComponentExtent[];
  /** First frame each one has a part in, and one past its last, [count]. */
  readonly firstFrame: Int32Array;
  readonly endFrame: Int32Array;
  /** How loud each one is: its mean rise over what stands in its place when it is off, times its size. [count] */
  readonly loudness: Float64Array;
  /** Cells of a window: frames × bands. */
  readonly cells: number;
  /**
   * Writes `rows` perturbed windows into `out` [rows × cells], one for each row of `masks` [rows × count]: 1 keeps a component, 0
   * switches it off.
   */
  compose(masks: Uint8Array, rows: number, out: Float32Array): void;
  /** The window and its segments, where components are that and nothing else: an accelerator can then compose by itself. */
  readonly segmented: SegmentedWindow | null;
}

/** Where a component lies; `source` is its sound source, null for a segment of the whole sound. */
export interface ComponentExtent extends SegmentExtent {
  readonly source: string | null;
}
