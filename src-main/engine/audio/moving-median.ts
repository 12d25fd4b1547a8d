/** How to walk a [rows × columns] array line by line: line l starts at l · lineStep, its cells are `step` apart. */
interface Lines {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

/**
 * Median of the `width` cells centred on each cell, along one axis of a [rows × columns] array: along `rows` the
 * neighbours stand in the rows before and after. Mirrored beyond the borders, edge cell twice, as scipy.ndimage does.
 * `width` is odd; values are finite.
 */
export function movingMedian(
  values: Float32Array,
  rows: number,
  columns: number,
  axis: 'rows' | 'columns',
  width: number,
): Float32Array {
  if (width % 2 !== 1) throw new RangeError(`The width of a median is odd, not ${width}.`);
  const walk: Lines =
    axis === 'rows'
      ? { lines: columns, lineStep: 1, length: rows, step: columns }
      : { lines: rows, lineStep: columns, length: columns, step: 1 };
  const out = new Float32Array(values.length);
  const half = (width - 1) / 2;
  const padded = new Float32Array(walk.length + 2 * half);
  const sorted = new Float32Array(width);
  for (let line = 0; line < walk.lines; line++) {
    const start = line * walk.lineStep;
    for (let i = 0; i < padded.length; i++)
      padded[i] = values[start + mirrored(i - half, walk.length) * walk.step]!;
    sorted.set(padded.subarray(0, width));
    sorted.sort();
    for (let i = 0; i < walk.length; i++) {
      if (i > 0) replace(sorted, padded[i - 1]!, padded[i + width - 1]!);
      out[start + i * walk.step] = sorted[half]!;
    }
  }
  return out;
}

/** Takes one value out of a sorted array and puts another in its order; only what lies between the two moves. */
function replace(sorted: Float32Array, leaving: number, entering: number): void {
  let at = positionOf(sorted, leaving);
  while (at + 1 < sorted.length && sorted[at + 1]! < entering) {
    sorted[at] = sorted[at + 1]!;
    at++;
  }
  while (at > 0 && sorted[at - 1]! > entering) {
    sorted[at] = sorted[at - 1]!;
    at--;
  }
  sorted[at] = entering;
}

/** Index of the first element not below `value`. */
function positionOf(sorted: Float32Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the cell that stands at `index` when … c b a | a b c … c | c b a … is continued both ways. */
function mirrored(index: number, length: number): number {
  const phase = ((index % (2 * length)) + 2 * length) % (2 * length);
  return phase < length ? phase : 2 * length - 1 - phase;
}
