/**
 * What is explained: every output of the model's graph, and every emotion, which is a fixed sum of them. An emotion is
 * a target of its own with its own residuals; since the surrogate is linear in its target, its weights are the same sum
 * of the mid-level weights.
 */
export interface Targets {
  readonly midLevel: readonly string[];
  readonly emotions: readonly string[];
  /** emotions × midLevel, and an intercept an emotion, as in the manifest. */
  readonly head: { readonly weights: readonly (readonly number[])[]; readonly intercept: readonly number[] };
}

/** All names in the order of targets: mid-level features, then emotions. */
export function targetNames({ midLevel, emotions }: Targets): string[] {
  return [...midLevel, ...emotions];
}

/** Writes mid-level values and the emotions they make into `y` [midLevel + emotions]. */
export function targetValues(
  { midLevel, emotions, head }: Targets,
  values: Float32Array,
  y: Float64Array,
): void {
  const features = midLevel.length;
  for (let j = 0; j < features; j++) y[j] = values[j]!;
  for (let e = 0; e < emotions.length; e++) {
    let sum = head.intercept[e]!;
    for (let j = 0; j < features; j++) sum += head.weights[e]![j]! * values[j]!;
    y[features + e] = sum;
  }
}
