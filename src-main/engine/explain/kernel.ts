/** LIME's default width of the exponential kernel for pictures. */
export const KERNEL_WIDTH = 0.25;

/**
 * How much a mask that keeps `kept` of `segments` segments counts: √exp(−d² / width²), d the cosine distance between
 * the mask and the all-ones mask (Ribeiro et al. 2016, as in their code). For binary masks d = 1 − √(kept / segments);
 * the empty mask has d = 1.
 */
export function locality(kept: number, segments: number, width = KERNEL_WIDTH): number {
  const distance = 1 - Math.sqrt(kept / segments);
  return Math.sqrt(Math.exp(-(distance * distance) / (width * width)));
}
