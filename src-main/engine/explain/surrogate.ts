import { factorise, inverseDiagonals, solve } from './cholesky.ts';
import type { NormalEquations } from './normal-equations.ts';
import { twoSidedP } from './student-t.ts';

/** LIME's ridge penalty. */
export const RIDGE_ALPHA = 1;

/** Why a surrogate says less than usual, or null: the prediction never changed, or there were too few samples to test weights. */
export type SurrogateNote = 'constant' | 'too_few_samples' | null;

/** The linear surrogate of one target around one window: y ≈ intercept + Σ weights · mask. */
export interface Surrogate {
  /** The model's own value for the unperturbed window. */
  readonly prediction: number;
  /** The surrogate's value when every segment is off. */
  readonly intercept: number;
  /** [segments], the target's unit. */
  readonly weights: Float64Array;
  readonly standardErrors: Float64Array;
  /** Two-sided, against a weight of 0. */
  readonly pValues: Float64Array;
  /** Weighted R² over the perturbed windows the surrogate was fitted to, 0 … 1. */
  readonly r2: number;
  /**
   * The share of the variance of weights between segments that is not sampling error, 0 … 1: about the correlation to
   * expect between the weights of two runs with different seeds.
   */
  readonly stability: number;
  readonly note: SurrogateNote;
  /**
   * How far each group of samples moves the weights, [groups × segments], adding up to 0: a fit to the groups A alone has about the weights
   * β + groups / |A| · Σ_A deviation. Null where the samples were not grouped.
   */
  readonly deviations: Float64Array | null;
}

/**
 * Weighted ridge regression of every target on the masks, intercept not penalised: the same weights as scikit-learn's
 * Ridge(alpha).fit(X, y, sample_weight). With S = Σ w (x − x̄)(x − x̄)ᵀ and M = (S + αI)⁻¹ the weights are β = M Σ w (x − x̄)y.
 *
 * Their covariance is σ² M S M (Hoerl and Kennard, Technometrics 1970), σ² = Σ w (y − ŷ)² / (samples − segments − 1), and
 * p-values come from Student's t with that many degrees of freedom; for α = 0 this is weighted least squares.
 * With no degrees of freedom left σ² is the whole weighted variance of y, every p-value is 1 and the note says so.
 *
 * Deviations are those of the scores: M Σ_g w (x − x̄)(y − ŷ) over the samples of group g, the groups adding up to `sums`.
 * Overwrites `sums.gram`.
 */
export function fitSurrogates(
  sums: NormalEquations,
  alpha: number = RIDGE_ALPHA,
  groups: readonly NormalEquations[] = [],
): Surrogate[] {
  const { segments: n, gram, maskSum, weight } = sums;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) gram[i * n + j]! -= (maskSum[i]! * maskSum[j]!) / weight;
    gram[i * n + i]! += alpha;
  }
  factorise(gram, n);
  const fits = Array.from({ length: sums.targets }, (_, target) => fitTarget(sums, target, alpha));
  const deviations = fits.map((fit, target) => deviationsOf(sums, groups, target, fit));
  const { diagonal, squared } = inverseDiagonals(gram, n);
  // M S M = M − α M², since S = M⁻¹ − αI.
  const variances = diagonal.map((entry, s) => Math.max(0, entry - alpha * squared[s]!));
  return fits.map((fit, target) => ({
    ...withErrors(fit, variances, sums.samples),
    deviations: deviations[target]!,
  }));
}

interface Fit {
  readonly prediction: number;
  readonly intercept: number;
  readonly weights: Float64Array;
  /** Weighted sums of squares about the mean and about the surrogate. */
  readonly total: number;
  readonly residual: number;
}

function fitTarget(sums: NormalEquations, target: number, alpha: number): Fit {
  const { segments: n, maskSum, weight } = sums;
  const mean = sums.targetSum[target]! / weight;
  const prediction = sums.origin[target]!;
  const total = sums.targetSquares[target]! - mean * sums.targetSum[target]!;
  if (isConstant(total / weight, sums.magnitude[target]!)) {
    return { prediction, intercept: prediction, weights: new Float64Array(n), total: 0, residual: 0 };
  }
  const cross = sums.cross.slice(target * n, (target + 1) * n);
  for (let s = 0; s < n; s++) cross[s]! -= maskSum[s]! * mean;
  const weights = solve(sums.gram, n, cross);
  let explained = 0;
  let intercept = prediction + mean;
  for (let s = 0; s < n; s++) {
    explained += weights[s]! * (cross[s]! + alpha * weights[s]!);
    intercept -= (weights[s]! * maskSum[s]!) / weight;
  }
  return { prediction, intercept, weights, total, residual: Math.max(0, total - explained) };
}

/** Models answer in single precision: a spread below its last digit is no change. */
export function isConstant(variance: number, magnitude: number): boolean {
  return variance <= (magnitude * 2 ** -23) ** 2;
}

function deviationsOf(
  sums: NormalEquations,
  groups: readonly NormalEquations[],
  target: number,
  { weights, intercept, total }: Fit,
): Float64Array | null {
  const n = weights.length;
  if (groups.length < 2) return null;
  const all = new Float64Array(groups.length * n);
  if (total === 0) return all;
  const constant = intercept - sums.origin[target]!;
  groups.forEach((group, g) => {
    const score = group.cross.slice(target * n, (target + 1) * n);
    let error = group.targetSum[target]! - constant * group.weight;
    for (let i = 0; i < n; i++) {
      error -= group.maskSum[i]! * weights[i]!;
      score[i]! -= constant * group.maskSum[i]!;
      for (let j = 0; j <= i; j++) {
        const entry = group.gram[i * n + j]!;
        score[i]! -= entry * weights[j]!;
        if (j < i) score[j]! -= entry * weights[i]!;
      }
    }
    for (let i = 0; i < n; i++) score[i]! -= (sums.maskSum[i]! / sums.weight) * error;
    all.set(solve(sums.gram, n, score), g * n);
  });
  return all;
}

function withErrors(fit: Fit, variances: Float64Array, samples: number): Omit<Surrogate, 'deviations'> {
  const { prediction, intercept, weights, total, residual } = fit;
  const constant = total === 0;
  const dof = samples - weights.length - 1;
  const testable = dof > 0;
  const spread = testable ? residual / dof : total / Math.max(1, samples - 1);
  const standardErrors = variances.map((variance) => Math.sqrt(spread * variance));
  const pValues = weights.map((weight, s) => {
    if (constant || !testable || weight === 0) return 1;
    return twoSidedP(weight / standardErrors[s]!, dof);
  });
  return {
    prediction,
    intercept,
    weights,
    standardErrors,
    pValues,
    r2: constant ? 0 : 1 - residual / total,
    stability: stabilityOf(weights, standardErrors),
    note: constant ? 'constant' : testable ? null : 'too_few_samples',
  };
}

/** 1 − mean squared standard error / variance of the weights between segments; 0 when that is negative or undefined. */
export function stabilityOf(weights: Float64Array, standardErrors: Float64Array): number {
  const n = weights.length;
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / n;
  const variance = weights.reduce((sum, weight) => sum + (weight - mean) ** 2, 0) / n;
  const error = standardErrors.reduce((sum, e) => sum + e * e, 0) / n;
  return variance > 0 ? Math.max(0, 1 - error / variance) : 0;
}
