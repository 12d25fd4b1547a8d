/** A window cut into segments, with what stands in each segment when it is off. */
export interface SegmentedWindow {
  /** [frames × bands]. */
  readonly values: Float32Array;
  /** Segment of each cell, 0 … segments − 1. */
  readonly labels: Int32Array;
  readonly segments: number;
  /** [segments]. */
  readonly fill: Float32Array;
}

/**
 * Composes `count` perturbed windows into `out` [count × frames × bands], one for each row of `masks`
 * [count × segments]: kept segments as they are, the others filled.
 */
export function composeWindows(
  window: SegmentedWindow,
  masks: Uint8Array,
  count: number,
  out: Float32Array,
): void {
  const { values, labels, segments, fill } = window;
  const cells = values.length;
  for (let i = 0; i < count; i++) {
    const mask = masks.subarray(i * segments, (i + 1) * segments);
    const at = i * cells;
    for (let cell = 0; cell < cells; cell++) {
      const segment = labels[cell]!;
      out[at + cell] = mask[segment] === 1 ? values[cell]! : fill[segment]!;
    }
  }
}
