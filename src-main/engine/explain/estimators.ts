import { choose } from './choice.ts';
import type { Estimator } from './estimator.ts';
import { antitheticLime, lime } from './lime.ts';
import { local } from './local.ts';

/** Every estimator Mezzo offers; the first is the default. */
export const estimators: readonly Estimator[] = [local, lime, antitheticLime];

/** The estimator of that name; else `bad_request`. */
export function findEstimator(name: string): Estimator {
  const choosable = estimators.map((estimator) => ({ name: estimator.name, defaults: {}, estimator }));
  return choose('estimator', choosable, name).entry.estimator;
}
