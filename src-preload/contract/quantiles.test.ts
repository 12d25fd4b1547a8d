import fc from 'fast-check';
import { expect, test } from 'vitest';
import { quantilesOf, scaledQuantiles } from './quantiles.ts';

test('quantiles lie between order statistics, as R and NumPy have them', () => {
  expect(quantilesOf([3, 1, 2])).toEqual({ p5: 1.1, p25: 1.5, median: 2, p75: 2.5, p95: 2.9 });
  expect(quantilesOf(Float32Array.of(7))).toEqual({ p5: 7, p25: 7, median: 7, p75: 7, p95: 7 });
  expect(quantilesOf([])).toBeNull();
});

test('quantiles of scaled values are scaled quantiles, whatever the sign of the factor', () => {
  const numbers = fc.array(fc.double({ min: -100, max: 100, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(numbers, fc.double({ min: -3, max: 3, noNaN: true }), (values, factor) => {
      const scaled = scaledQuantiles(quantilesOf(values)!, factor);
      const direct = quantilesOf(values.map((value) => factor * value))!;
      for (const name of ['p5', 'p25', 'median', 'p75', 'p95'] as const)
        expect(scaled[name]).toBeCloseTo(direct[name], 8);
    }),
    { seed: 11 },
  );
});
