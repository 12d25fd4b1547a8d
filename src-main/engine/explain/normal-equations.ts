/**
 * All that a weighted linear regression of several targets on segment masks needs, summed over samples, so that the number
 * of samples is not limited by memory. Targets are counted from their value at the first sample, which keeps the
 * digits of small changes.
 */
export interface NormalEquations {
  readonly segments: number;
  readonly targets: number;
  samples: number;
  /** Σ w */
  weight: number;
  /** Σ w·x, [segments]. */
  readonly maskSum: Float64Array;
  /** Σ w·x·xᵀ, [segments × segments], lower triangle. */
  readonly gram: Float64Array;
  /** y of the first sample, [targets]; NaN before there is one. Sums that will be added up share one. */
  readonly origin: Float64Array;
  /** Σ w·(y − origin), [targets]. */
  readonly targetSum: Float64Array;
  /** Σ w·(y − origin)², [targets]. */
  readonly targetSquares: Float64Array;
  /** Σ w·(y − origin)·x, [targets × segments]. */
  readonly cross: Float64Array;
  /** Largest |y|, [targets]. */
  readonly magnitude: Float64Array;
}

export function normalEquations(
  segments: number,
  targets: number,
  origin: Float64Array = new Float64Array(targets).fill(Number.NaN),
): NormalEquations {
  return {
    segments,
    targets,
    samples: 0,
    weight: 0,
    maskSum: new Float64Array(segments),
    gram: new Float64Array(segments * segments),
    origin,
    targetSum: new Float64Array(targets),
    targetSquares: new Float64Array(targets),
    cross: new Float64Array(targets * segments),
    magnitude: new Float64Array(targets),
  };
}

/** Adds one sample: the mask [segments] of zeros and ones, the targets [targets] and the sample's weight > 0. */
export function addSample(sums: NormalEquations, mask: Uint8Array, y: Float64Array, weight: number): void {
  const { segments, gram, maskSum } = sums;
  if (Number.isNaN(sums.origin[0])) sums.origin.set(y);
  sums.samples++;
  sums.weight += weight;
  const kept = keptSegments(mask);
  for (let a = 0; a < kept.length; a++) {
    maskSum[kept[a]!]! += weight;
    const row = kept[a]! * segments;
    for (let b = 0; b <= a; b++) gram[row + kept[b]!]! += weight;
  }
  for (let t = 0; t < sums.targets; t++) {
    const change = y[t]! - sums.origin[t]!;
    sums.targetSum[t]! += weight * change;
    sums.targetSquares[t]! += weight * change * change;
    sums.magnitude[t] = Math.max(sums.magnitude[t]!, Math.abs(y[t]!));
    const row = t * segments;
    for (let a = 0; a < kept.length; a++) sums.cross[row + kept[a]!]! += weight * change;
  }
}

function keptSegments(mask: Uint8Array): Int32Array {
  const kept = new Int32Array(mask.length);
  let count = 0;
  for (let s = 0; s < mask.length; s++) if (mask[s] === 1) kept[count++] = s;
  return kept.subarray(0, count);
}

/** The sums of all groups together, in arrays of its own. The groups share one origin. */
export function addedUp(groups: readonly NormalEquations[]): NormalEquations {
  const [first] = groups as readonly [NormalEquations];
  const sums = normalEquations(first.segments, first.targets, first.origin);
  for (const group of groups) {
    sums.samples += group.samples;
    sums.weight += group.weight;
    for (const part of ['maskSum', 'gram', 'targetSum', 'targetSquares', 'cross'] as const) {
      const [to, from] = [sums[part], group[part]];
      for (let i = 0; i < to.length; i++) to[i]! += from[i]!;
    }
    for (let t = 0; t < sums.targets; t++)
      sums.magnitude[t] = Math.max(sums.magnitude[t]!, group.magnitude[t]!);
  }
  return sums;
}
