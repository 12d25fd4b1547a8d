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
 * Composes `rows` perturbed windows into `out` [rows × frames × bands], one for each row of `masks` [rows × segments]: kept segments as
 * they are, the others filled.
 */
export type Composer = (masks: Uint8Array, rows: number, out: Float32Array) => void;

/** Windows made in one pass over the cells: a cell's segment is looked up once for all of them. */
const AT_ONCE = 4;

/**
 * Makes a composer for a window. Cells are chosen bit by bit and without a branch, since masks are random: with d = value xor fill, a cell
 * is fill xor (d and −kept), exactly the one or the other.
 */
export function createComposer({ values, labels, segments, fill }: SegmentedWindow): Composer {
  const cells = values.length;
  const off = new Int32Array(Float32Array.from(labels, (segment) => fill[segment]!).buffer);
  const difference = new Int32Array(values.slice().buffer).map((bits, cell) => bits ^ off[cell]!);
  const kept = new Int32Array(AT_ONCE * segments);
  return (masks, rows, out) => {
    const bits = new Int32Array(out.buffer, out.byteOffset, out.length);
    for (let first = 0; first < rows; first += AT_ONCE) {
      const together = Math.min(AT_ONCE, rows - first);
      for (let r = 0; r < together; r++)
        for (let s = 0; s < segments; s++) kept[AT_ONCE * s + r] = -masks[(first + r) * segments + s]!;
      const at = first * cells;
      if (together === AT_ONCE) composeFour(bits, at, labels, off, difference, kept);
      else
        for (let r = 0; r < together; r++)
          for (let cell = 0; cell < cells; cell++)
            bits[at + r * cells + cell] =
              off[cell]! ^ (difference[cell]! & kept[AT_ONCE * labels[cell]! + r]!);
    }
  };
}

function composeFour(
  bits: Int32Array,
  at: number,
  labels: Int32Array,
  off: Int32Array,
  difference: Int32Array,
  kept: Int32Array,
): void {
  const cells = labels.length;
  for (let cell = 0; cell < cells; cell++) {
    const place = AT_ONCE * labels[cell]!;
    const [o, d] = [off[cell]!, difference[cell]!];
    bits[at + cell] = o ^ (d & kept[place]!);
    bits[at + cells + cell] = o ^ (d & kept[place + 1]!);
    bits[at + 2 * cells + cell] = o ^ (d & kept[place + 2]!);
    bits[at + 3 * cells + cell] = o ^ (d & kept[place + 3]!);
  }
}
