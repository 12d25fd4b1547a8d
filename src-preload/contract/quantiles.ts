import { z } from 'zod';

/** Five quantiles of a set of numbers, in their own unit: what a box plot draws. */
export const quantiles = z.object({
  p5: z.number(),
  p25: z.number(),
  median: z.number(),
  p75: z.number(),
  p95: z.number(),
});
export type Quantiles = z.infer<typeof quantiles>;

/**
 * The quantiles of `values`, linear between order statistics (Hyndman and Fan 1996, type 7). Null when there are none.
 */
export function quantilesOf(values: ArrayLike<number>): Quantiles | null {
  if (values.length === 0) return null;
  const sorted = new Float64Array(values).sort();
  const at = (share: number): number => {
    const place = share * (sorted.length - 1);
    const below = sorted[Math.floor(place)]!;
    return below + (place - Math.floor(place)) * (sorted[Math.ceil(place)]! - below);
  };
  return { p5: at(0.05), p25: at(0.25), median: at(0.5), p75: at(0.75), p95: at(0.95) };
}

/** The quantiles of `factor` times the values; a negative factor turns their order round. */
export function scaledQuantiles({ p5, p25, median, p75, p95 }: Quantiles, factor: number): Quantiles {
  const [low, lower, upper, high] = factor < 0 ? [p95, p75, p25, p5] : [p5, p25, p75, p95];
  return {
    p5: factor * low,
    p25: factor * lower,
    median: factor * median,
    p75: factor * upper,
    p95: factor * high,
  };
}
