import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argsort } from './argsort.ts';

test('orders any non-negative numbers and keeps the order of equal ones', () => {
  const number = fc.oneof(
    fc.double({ min: 0, noNaN: true }),
    fc.constantFrom(0, 1, 1e-310, Number.POSITIVE_INFINITY),
  );
  fc.assert(
    fc.property(fc.array(number), (list) => {
      const positive = list.map((value) => value + 0);
      const expected = positive.map((_, i) => i).sort((a, b) => compare(positive[a]!, positive[b]!) || a - b);
      expect(Array.from(argsort(Float64Array.from(positive)))).toEqual(expected);
    }),
    { seed: 1, numRuns: 100 },
  );
});

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
