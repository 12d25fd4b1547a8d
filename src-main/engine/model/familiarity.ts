import type { Domain } from './manifest.ts';
import { meanOf, type PositionRange } from './positions.ts';

/**
 * How familiar a stretch of sound is to the model: a conformal p-value (Vovk, Gammerman & Shafer 2005; Laxhammar 2014) with the
 * Mahalanobis distance of its embedding as the measure of strangeness (Lee et al. 2018, one class, of the principal directions
 * kept by the whitening).
 */

/**
 * Embeddings [positions × D] as they stand to the domain: z = whitening · (embedding − center), [positions × K]. Since z is
 * affine, the mean of z over positions is the z of the mean embedding.
 */
export function whiten(embedding: Float32Array, { center, whitening }: Domain): Float32Array {
  const size = center.length;
  const positions = embedding.length / size;
  const kept = whitening.length;
  const z = new Float32Array(positions * kept);
  for (let p = 0; p < positions; p++) {
    for (let k = 0; k < kept; k++) {
      const row = whitening[k]!;
      let sum = 0;
      for (let d = 0; d < size; d++) sum += row[d]! * (embedding[p * size + d]! - center[d]!);
      z[p * kept + k] = sum;
    }
  }
  return z;
}

/** Distance of a stretch from what the model was made for: |mean of z|; about √K for typical material. */
export function distanceOf(domainMap: Float32Array, range: PositionRange, { whitening }: Domain): number {
  return Math.hypot(...meanOf(domainMap, range, whitening.length));
}

/**
 * The share of held-out windows at least as far, 0 … 1: 1 is typical, 0 farther than anything held out. Linear between
 * the quantiles.
 */
export function familiarityOf(distance: number, { distances }: Domain): number {
  const last = distances.length - 1;
  if (distance <= distances[0]!) return 1;
  if (!(distance <= distances[last]!)) return 0;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (distances[middle]! < distance) low = middle;
    else high = middle;
  }
  const between = (distance - distances[low]!) / (distances[high]! - distances[low]!);
  return 1 - (low + between) / last;
}

/**
 * The middle of the windows' familiarities. A recording is not judged by its strangest window: of a hundred typical
 * windows one lies below 0.01 by definition.
 */
export function medianOf(values: Float32Array): number {
  const sorted = values.slice().sort();
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}
