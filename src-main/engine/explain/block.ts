import type { Colouring, Design, Sight } from './design.ts';
import { transform } from './hadamard.ts';
import { GROUPS } from './lime.ts';
import type { Targets } from './targets.ts';

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
  /** Half the difference within each pair, [runs × positions × M], by row of the Hadamard matrix; 0 for rows not made yet. */
  readonly odd: Float64Array;
  /** Half the sum within each pair, [runs × M]. */
  readonly even: Float64Array;
}

/** What a block says; T targets (M features, then emotions), n components. */
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
  const odd = byValue(block.odd, runs);
  const coefficients = transformed(odd, runs, block.pairs);
  const sums = overPositions(coefficients, runs, reading);
  const n = reading.colouring.colour.length;
  return {
    weights: withEmotions(readWeights(sums, block.design, reading), n, reading.targets),
    ...errorsOf(sums, block.design, reading),
    ...spreadOf(block, sums, reading),
    deviations: deviationsOf(block, odd, coefficients, reading),
  };
}

/** [runs × values] as [values × runs]. */
function byValue(rows: Float64Array, runs: number): Float64Array {
  const values = rows.length / runs;
  const out = new Float64Array(rows.length);
  for (let r = 0; r < runs; r++) for (let v = 0; v < values; v++) out[v * runs + r] = rows[r * values + v]!;
  return out;
}

/** Each row of `runs` values transformed and divided by `made`. */
function transformed(rows: Float64Array, runs: number, made: number): Float64Array {
  const out = rows.slice();
  for (let at = 0; at < out.length; at += runs) transform(out.subarray(at, at + runs));
  for (let i = 0; i < out.length; i++) out[i]! /= made;
  return out;
}

/** Sums over the first p positions, of each feature, [M × (positions + 1) × runs]. */
function overPositions(
  coefficients: Float64Array,
  runs: number,
  { targets, positions }: Reading,
): Float64Array {
  const features = targets.midLevel.length;
  const sums = new Float64Array(features * (positions + 1) * runs);
  for (let m = 0; m < features; m++) {
    for (let p = 0; p < positions; p++) {
      const from = (m * (positions + 1) + p) * runs;
      const at = (p * features + m) * runs;
      for (let c = 0; c < runs; c++) sums[from + runs + c] = sums[from + c]! + coefficients[at + c]!;
    }
  }
  return sums;
}

/** A weight is twice the coefficient of its column, over the positions that see the component: [M × n]. */
function readWeights(sums: Float64Array, { runs, columns, flipped }: Design, reading: Reading): Float64Array {
  const { sight, colouring, positions, targets } = reading;
  const n = colouring.colour.length;
  const weights = new Float64Array(targets.midLevel.length * n);
  for (let m = 0; m < targets.midLevel.length; m++) {
    const at = m * (positions + 1) * runs;
    for (let c = 0; c < n; c++) {
      const k = colouring.colour[c]!;
      const [from, to] = [at + sight.first[c]! * runs + columns[k]!, at + sight.end[c]! * runs + columns[k]!];
      weights[m * n + c] = ((flipped[k] === 1 ? -2 : 2) * (sums[to]! - sums[from]!)) / positions;
    }
  }
  return weights;
}

/** Rows of `width` numbers for every target, from those of the features: an emotion's are the head's sum. */
function withEmotions(
  rows: Float64Array,
  width: number,
  { midLevel, emotions, head }: Targets,
): Float64Array {
  const all = new Float64Array((midLevel.length + emotions.length) * width);
  all.set(rows);
  for (let e = 0; e < emotions.length; e++) {
    const to = (midLevel.length + e) * width;
    for (let m = 0; m < midLevel.length; m++) {
      const weight = head.weights[e]![m]!;
      if (weight === 0) continue;
      for (let i = 0; i < width; i++) all[to + i]! += weight * rows[m * width + i]!;
    }
  }
  return all;
}

/** The error of a weight: what the columns say that no component has, over the same positions. */
function errorsOf(
  sums: Float64Array,
  design: Design,
  { sight, positions, colouring, targets }: Reading,
): Pick<BlockEffects, 'variances' | 'spare'> {
  const { runs } = design;
  const spare = spareColumns(design);
  const n = colouring.colour.length;
  const features = targets.midLevel.length;
  const names = features + targets.emotions.length;
  const variances = new Float64Array(names * n);
  const known = new Map<number, Float64Array>();
  for (let c = 0; c < n; c++) {
    const [first, end] = [sight.first[c]!, sight.end[c]!];
    const range = first * (positions + 1) + end;
    let errors = known.get(range);
    if (!errors) {
      const parts = new Float64Array(features * spare.length);
      for (let m = 0; m < features; m++) {
        const at = m * (positions + 1) * runs;
        spare.forEach((column, i) => {
          parts[m * spare.length + i] = sums[at + end * runs + column]! - sums[at + first * runs + column]!;
        });
      }
      const all = withEmotions(parts, spare.length, targets);
      errors = Float64Array.from({ length: names }, (_, t) => {
        const row = all.subarray(t * spare.length, (t + 1) * spare.length);
        return row.reduce((sum, part) => sum + (2 * part) ** 2, 0) / (spare.length * positions ** 2);
      });
      known.set(range, errors);
    }
    for (let t = 0; t < names; t++) variances[t * n + c] = errors[t]!;
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
  const [evens, odds, wholes] = [pairs, pairs, runs].map((width) => new Float64Array(features * width)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let m = 0; m < features; m++) {
    for (let i = 0; i < pairs; i++) {
      const row = order[i]!;
      evens[m * pairs + i] = even[row * features + m]!;
      for (let p = 0; p < positions; p++)
        odds[m * pairs + i]! += odd[(row * positions + p) * features + m]! / positions;
    }
    const at = (m * (positions + 1) + positions) * runs;
    for (let c = 0; c < runs; c++) wholes[m * runs + c] = sums[at + c]! / positions;
  }
  const [evenOf, oddOf, wholeOf] = [
    withEmotions(evens, pairs, targets),
    withEmotions(odds, pairs, targets),
    withEmotions(wholes, runs, targets),
  ];
  const spare = spareColumns(design);
  const names = features + targets.emotions.length;
  const [mean, variance, explained] = [0, 1, 2].map(() => new Float64Array(names)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  for (let t = 0; t < names; t++) {
    const row = evenOf.subarray(t * pairs, (t + 1) * pairs);
    const middle = row.reduce((sum, value) => sum + value, 0) / pairs;
    mean[t] = middle + (t < features ? 0 : targets.head.intercept[t - features]!);
    const power = (list: Iterable<number>, of: Float64Array, width: number) =>
      Array.from(list).reduce((total, i) => total + of[t * width + i]! ** 2, 0);
    const oddVariance = power(odds.subarray(0, pairs).keys(), oddOf, pairs) / pairs;
    variance[t] = row.reduce((sum, value) => sum + (value - middle) ** 2, 0) / pairs + oddVariance;
    const noise = power(spare, wholeOf, runs) / spare.length;
    explained[t] = Math.max(0, power(columns, wholeOf, runs) - noise * columns.length);
  }
  return { mean, variance, explained };
}

/**
 * How far the rows of each group move the weights. In a complete block what the weights explain is taken away first; the factor
 * makes up for what fitting took from the residuals.
 */
function deviationsOf(
  { design, pairs }: Block,
  odd: Float64Array,
  coefficients: Float64Array,
  reading: Reading,
): Float64Array {
  const { runs, columns, order } = design;
  const complete = pairs === runs;
  const residual = complete ? residuals(odd, coefficients, design) : odd;
  const scale = complete ? Math.sqrt(runs / (runs - columns.length)) : 1;
  const { targets, colouring } = reading;
  const names = targets.midLevel.length + targets.emotions.length;
  const n = colouring.colour.length;
  const all = new Float64Array(names * GROUPS * n);
  for (let g = 0; g < GROUPS; g++) {
    const part = new Float64Array(residual.length);
    for (let i = g; i < pairs; i += GROUPS) {
      const row = order[i]!;
      for (let at = 0; at < part.length; at += runs) part[at + row] = scale * residual[at + row]!;
    }
    const sums = overPositions(transformed(part, runs, pairs), runs, reading);
    const weights = withEmotions(readWeights(sums, design, reading), n, targets);
    for (let t = 0; t < names; t++) all.set(weights.subarray(t * n, (t + 1) * n), (t * GROUPS + g) * n);
  }
  if (!complete) centre(all, n);
  return all;
}

/** What is left of the answers when the part of the factors' columns is taken away, [values × runs]. */
function residuals(odd: Float64Array, coefficients: Float64Array, { runs, columns }: Design): Float64Array {
  const out = odd.slice();
  const fitted = new Float64Array(runs);
  for (let at = 0; at < odd.length; at += runs) {
    fitted.fill(0);
    for (const column of columns) fitted[column] = coefficients[at + column]!;
    transform(fitted);
    for (let r = 0; r < runs; r++) out[at + r]! -= fitted[r]!;
  }
  return out;
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
