import type { Compute } from '../jobs/compute.ts';
import type { Components } from './components.ts';
import type { Surrogate } from './surrogate.ts';
import type { Targets } from './targets.ts';

/** What the model answers about a run of perturbed windows; M mid-level features. */
export interface Answers {
  /** [rows × M] */
  readonly midLevel: Float32Array;
  /** [rows × positions × M]; its mean over positions is `midLevel`. */
  readonly positionMap: Float32Array;
}

/** What is to be estimated: the linear surrogate of every target around one window. */
export interface Problem {
  readonly components: Components;
  readonly targets: Targets;
  /** The model's positions in the window, and the frames each sees: [p · stride, p · stride + receptiveField). */
  readonly positions: { readonly count: number; readonly stride: number; readonly receptiveField: number };
  readonly seed: number;
}

/**
 * Draws masks and makes weights of the answers. It can be asked for weights at any time and go on afterwards: the numbers depend on
 * the samples so far, not on when it was asked.
 */
export interface Estimation {
  /** Masks added so far. */
  readonly samples: number;
  /** How many masks there will be when `wanted` are asked for: an estimator may need them in whole groups. */
  total(wanted: number): number;
  /** True when the masks are all 2ⁿ there are, so that nothing depends on the seed. */
  readonly exhaustive: boolean;
  /** Writes the next mask into `mask` [components]. */
  next(mask: Uint8Array): void;
  /** Takes the answers to the next `rows` masks, in the order they were drawn. */
  add(masks: Uint8Array, answers: Answers, rows: number): void;
  /** What the samples so far come to, as plain data; null when it is not worth keeping. */
  save(): object | null;
  /** Goes on from what an estimation of the very same problem saved; only before the first mask. */
  restore(saved: object): void;
  /** One surrogate a target, in the order of targetNames. */
  estimate(compute: Compute, signal?: AbortSignal): Promise<Surrogate[]>;
}

/** A way to the weights. One estimator is one file, listed in estimators.ts. */
export interface Estimator {
  readonly name: string;
  readonly label: string;
  begin(problem: Problem, samples: number): Estimation;
}
