/** What a fill is computed from. */
export interface FillInput {
  /** [frames × bands]. */
  readonly values: Float32Array;
  /** Segment of each cell, 0 … segments − 1. */
  readonly labels: Int32Array;
  readonly segments: number;
  /** The value the model's manifest calls silence. */
  readonly silence: number;
}

/**
 * A perturbation strategy: what stands in a segment that is switched off, one value a segment.
 * One strategy is one file, listed in fills.ts.
 */
export interface Fill {
  readonly name: string;
  readonly label: string;
  values(input: FillInput): Float32Array;
}
