import type { Colouring, Design, Sight } from './design.ts';
import { transform } from './hadamard.ts';
import { GROUPS } from './lime.ts';
import { type Targets, targetNames } from './targets.ts';

/** What the answers to one block of a design are read with. */
export interface Reading {
  readonly targets: Targets;
  readonly sight: Sight;
  readonly colouring: Colouring;
  readonly positions: number;
}

/** The answers to one design, as pairs of a row and its opposite come in. */
export interface Block {
  readonly design: Design;
  /** Pairs so far. */
  pairs: number;
  /** Half the difference within each pair, [positions × M × runs], by row of the Hadamard matrix; 0 for rows not made yet. */
  readonly odd: Float64Array;
  /** Half the sum within each pair, [runs × M]. */
  readonly even: Float64Array;
}

/** What a block says, T targets, n components. */
export interface BlockEffects {
  /** [T × n], change of the target when the component is switched on. */
  readonly weights: Float64Array;
  /** Squared standard error of each weight. */
  readonly variances: Float64Array;
  /** [T × GROUPS × n], see Surrogate. */
  readonly deviations: Float64Array;
  /** Of the target over the masks, [T]: mean, variance, and the part of the variance that weights explain. */
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  readonly explained: Float64Array;
  /** Columns the error was measured on. */
  readonly spare: number;
}

/** Reads a block that has at least one pair. */
export function blockEffects(block: Block, reading: Reading): BlockEffects {
  const { runs } = block.design;
  const coefficients = transformed(block.odd, runs, block.pairs);
  const sums = overPositions(coefficients, runs, reading);
  const weights = readWeights(sums, block.design, reading);
  return {
    weights,
    ...errorsOf(sums, block.design, reading),
    ...spreadOf(block, sums, reading),
    deviations: deviationsOf(block, coefficients, reading),
  };
}

/** Each row of `runs` values transformed and divided by `made`. */
function transformed(rows: Float64Array, runs: number, made: number): Float64Array {
  const out = rows.slice();
  for (let at = 0; at < out.length; at += runs) transform(out.subarray(at, at + runs));
  for (let i = 0; i < out.length; i++) out[i]! /= made;
  return out;
}

/** Sums over the first p positions, of each target, [T × (positions + 1) × runs]. */
function overPositions(
  coefficients: Float64Array,
  runs: number,
  { targets, positions }: Reading,
): Float64Array {
  const features = targets.midLevel.length;
  const names = targetNames(targets).length;
  const sums = new Float64Array(names * (positions + 1) * runs);
  for (let t = 0; t < names; t++) {
    for (let p = 0; p < positions; p++) {
      const from = (t * (positions + 1) + p) * runs;
      const to = from + runs;
      sums.copyWithin(to, from, to);
      for (let m = 0; m < features; m++) {
        const share = t < features ? Number(m === t) : targets.head.weights[t - features]![m]!;
        if (share === 0) continue;
        const at = (p * features + m) * runs;
        for (let c = 0; c < runs; c++) sums[to + c]! += share * coefficients[at + c]!;
      }
    }
  }
  return sums;
}

/** A weight is twice the coefficient of its column, over the positions that see the component. */
function readWeights(sums: Float64Array, { runs, columns, flipped }: Design, reading: Reading): Float64Array {
  const { sight, colouring, positions } = reading;
  const n = colouring.colour.length;
  const names = sums.length / ((positions + 1) * runs);
  const weights = new Float64Array(names * n);
  for (let t = 0; t < names; t++) {
    const at = t * (positions + 1) * runs;
    for (let c = 0; c < n; c++) {
      const k = colouring.colour[c]!;
      const [from, to] = [at + sight.first[c]! * runs + columns[k]!, at + sight.end[c]! * runs + columns[k]!];
      weights[t * n + c] = ((flipped[k] === 1 ? -2 : 2) * (sums[to]! - sums[from]!)) / positions;
    }
  }
  return weights;
}

/** The error of a weight: what the columns say that no component has, over the same positions. */
function errorsOf(
  sums: Float64Array,
  design: Design,
  { sight, positions, colouring }: Reading,
): Pick<BlockEffects, 'variances' | 'spare'> {
  const { runs } = design;
  const spare = spareColumns(design);
  const n = colouring.colour.length;
  const names = sums.length / ((positions + 1) * runs);
  const variances = new Float64Array(names * n);
  for (let t = 0; t < names; t++) {
    const at = t * (positions + 1) * runs;
    const known = new Map<number, number>();
    for (let c = 0; c < n; c++) {
      const range = sight.first[c]! * (positions + 1) + sight.end[c]!;
      let variance = known.get(range);
      if (variance === undefined) {
        variance = 0;
        for (const column of spare) {
          const part =
            sums[at + sight.end[c]! * runs + column]! - sums[at + sight.first[c]! * runs + column]!;
          variance += (2 * part) ** 2;
        }
        variance /= spare.length * positions ** 2;
        known.set(range, variance);
      }
      variances[t * n + c] = variance;
    }
  }
  return { variances, spare: spare.length };
}

/** Columns that belong to no factor; the first, all ones, left out. */
function spareColumns({ runs, columns }: Design): number[] {
  const taken = new Set(columns);
  return Array.from({ length: runs - 1 }, (_, i) => i + 1).filter((column) => !taken.has(column));
}

/** Mean and variance of each target over the masks made, and the share of the columns that components have. */
function spreadOf(
  { design, pairs, odd, even }: Block,
  sums: Float64Array,
  { targets, positions }: Reading,
): Pick<BlockEffects, 'mean' | 'variance' | 'explained'> {
  const { runs, order, columns } = design;
  const features = targets.midLevel.length;
  const names = targetNames(targets).length;
  const [mean, variance, explained] = [0, 1, 2].map(() => new Float64Array(names)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const spare = spareColumns(design);
  for (let t = 0; t < names; t++) {
    const share = (m: number) => (t < features ? Number(m === t) : targets.head.weights[t - features]![m]!);
    let [sum, squares, oddSquares] = [0, 0, 0];
    for (let i = 0; i < pairs; i++) {
      const row = order[i]!;
      let [evenPart, oddPart] = [t < features ? 0 : targets.head.intercept[t - features]!, 0];
      for (let m = 0; m < features; m++) {
        if (share(m) === 0) continue;
        evenPart += share(m) * even[row * features + m]!;
        for (let p = 0; p < positions; p++)
          oddPart += (share(m) * odd[(p * features + m) * runs + row]!) / positions;
      }
      sum += evenPart;
      squares += evenPart * evenPart;
      oddSquares += oddPart * oddPart;
    }
    mean[t] = sum / pairs;
    variance[t] = Math.max(0, squares / pairs - (sum / pairs) ** 2) + oddSquares / pairs;
    const whole = (t * (positions + 1) + positions) * runs;
    const power = (list: Iterable<number>) =>
      Array.from(list).reduce((total, column) => total + (sums[whole + column]! / positions) ** 2, 0);
    explained[t] = Math.max(0, power(columns) - (power(spare) / spare.length) * columns.length);
  }
  return { mean, variance, explained };
}

/**
 * How far the rows of each group move the weights. In a complete block what the weights explain is taken away first; the factor
 * makes up for what fitting took from the residuals.
 */
function deviationsOf(block: Block, coefficients: Float64Array, reading: Reading): Float64Array {
  const { design, odd, pairs } = block;
  const { runs, columns, order } = design;
  const complete = pairs === runs;
  const residual = odd.slice();
  if (complete) {
    const fitted = new Float64Array(runs);
    for (let at = 0; at < odd.length; at += runs) {
      fitted.fill(0);
      for (const column of columns) fitted[column] = coefficients[at + column]!;
      transform(fitted);
      for (let r = 0; r < runs; r++) residual[at + r]! -= fitted[r]!;
    }
  }
  const scale = complete ? Math.sqrt(runs / (runs - columns.length)) : 1;
  const names = targetNames(reading.targets).length;
  const n = reading.colouring.colour.length;
  const all = new Float64Array(names * GROUPS * n);
  for (let g = 0; g < GROUPS; g++) {
    const part = new Float64Array(residual.length);
    for (let i = g; i < pairs; i += GROUPS) {
      const row = order[i]!;
      for (let at = 0; at < part.length; at += runs) part[at + row] = scale * residual[at + row]!;
    }
    const weights = readWeights(
      overPositions(transformed(part, runs, pairs), runs, reading),
      design,
      reading,
    );
    for (let t = 0; t < names; t++) all.set(weights.subarray(t * n, (t + 1) * n), (t * GROUPS + g) * n);
  }
  if (!complete) centre(all, n);
  return all;
}

/** Takes each group's share of the sum away, so that the deviations of a weight add up to 0. */
function centre(deviations: Float64Array, n: number): void {
  for (let at = 0; at < deviations.length; at += GROUPS * n) {
    for (let c = 0; c < n; c++) {
      let sum = 0;
      for (let g = 0; g < GROUPS; g++) sum += deviations[at + g * n + c]!;
      for (let g = 0; g < GROUPS; g++) deviations[at + g * n + c]! -= sum / GROUPS;
    }
  }
}
