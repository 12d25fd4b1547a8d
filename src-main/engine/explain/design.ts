import type { Components } from './components.ts';
import type { Problem } from './estimator.ts';
import { parity } from './hadamard.ts';
import type { Random } from './random.ts';

/** The positions of the model's map that see a component: [first, end) each, [components]. */
export interface Sight {
  readonly first: Int32Array;
  readonly end: Int32Array;
}

export function sightOf(
  { count, firstFrame, endFrame }: Components,
  { count: positions, stride, receptiveField }: Problem['positions'],
): Sight {
  const first = new Int32Array(count);
  const end = new Int32Array(count);
  for (let c = 0; c < count; c++) {
    first[c] = Math.max(0, Math.floor((firstFrame[c]! - receptiveField) / stride) + 1);
    end[c] = Math.max(first[c]!, Math.min(positions, Math.floor((endFrame[c]! - 1) / stride) + 1));
  }
  return { first, end };
}

/** Numbers such that no two components that some position sees have the same: 0 … colours − 1, as few as can be. */
export interface Colouring {
  readonly colours: number;
  readonly colour: Int32Array;
}

/** Intervals in order of their start, each given the smallest number that is free: optimal for intervals. */
export function colouring({ first, end }: Sight): Colouring {
  const order = Array.from(first.keys()).sort((a, b) => first[a]! - first[b]! || a - b);
  const colour = new Int32Array(first.length);
  const freeFrom: number[] = [];
  for (const c of order) {
    let number = freeFrom.findIndex((position) => position <= first[c]!);
    if (number < 0) number = freeFrom.push(0) - 1;
    colour[c] = number;
    freeFrom[number] = end[c]!;
  }
  return { colours: freeFrom.length, colour };
}

/** Columns no component has: they measure the error. */
const SPARE_COLUMNS = 16;

/** Runs of a design for `colours` factors, each of which is made twice (fold-over). */
export function runsFor(colours: number): number {
  return 2 ** Math.ceil(Math.log2(colours + 1 + SPARE_COLUMNS));
}

/**
 * A two-level orthogonal design with fold-over: factor k is column `columns[k]` of the Hadamard matrix of `runs` rows, its sign turned
 * where `flipped[k]` is 1, and every row is followed by its opposite. Main effects are orthogonal to each other and clear of what
 * any two factors do together (Box and Wilson 1951). Columns, signs and the order of rows are drawn anew for each block.
 */
export interface Design {
  readonly runs: number;
  /** 1 … runs − 1, [colours]. */
  readonly columns: Int32Array;
  readonly flipped: Uint8Array;
  /** The rows in the order they are made, [runs]. */
  readonly order: Int32Array;
}

export function drawDesign(runs: number, colours: number, random: Random): Design {
  const columns = shuffled(runs - 1, random).map((column) => column + 1);
  const flipped = new Uint8Array(colours);
  for (let k = 0; k < colours; k++) flipped[k] = random.next() >>> 31;
  return { runs, columns: columns.slice(0, colours), flipped, order: shuffled(runs, random) };
}

/** Writes the mask of one row, or of its opposite, into `mask` [components]. */
export function writeMask(
  { columns, flipped }: Design,
  { colour }: Colouring,
  row: number,
  opposite: boolean,
  mask: Uint8Array,
): void {
  const turn = opposite ? 1 : 0;
  for (let c = 0; c < mask.length; c++) {
    const k = colour[c]!;
    mask[c] = 1 ^ parity(row & columns[k]!) ^ flipped[k]! ^ turn;
  }
}

/** 0 … n − 1 in random order (Fisher and Yates). */
function shuffled(n: number, random: Random): Int32Array {
  const order = Int32Array.from({ length: n }, (_, i) => i);
  for (let i = n - 1; i > 0; i--) {
    const j = Math.floor((random.next() / 2 ** 32) * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
