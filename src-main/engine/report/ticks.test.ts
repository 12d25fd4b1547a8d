import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rangeAround, ticksOf } from './ticks.ts';

test('ticks are round figures', () => {
  expect(ticksOf(-1, 1, 4)).toEqual([-1, -0.5, 0, 0.5, 1]);
  expect(ticksOf(0, 37.4, 8)).toEqual([0, 5, 10, 15, 20, 25, 30, 35]);
  expect(ticksOf(10, 19.97, 8)).toEqual([10, 12, 14, 16, 18]);
});

test('a range holds every value and zero, and is never empty', () => {
  expect(rangeAround([0.2, -0.11], 0.05)).toEqual([-0.2, 0.2]);
  expect(rangeAround([], 0.05)).toEqual([0, 0.05]);
  fc.assert(
    fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 8 }), (values) => {
      const [from, to] = rangeAround(values, 0.05);
      expect(from).toBeLessThan(to);
      // A value is held when it is out by a billionth of a step, which is no longer than the range.
      const slack = 1e-9 * (to - from);
      for (const value of [...values, 0]) {
        expect(value).toBeGreaterThanOrEqual(from - slack);
        expect(value).toBeLessThanOrEqual(to + slack);
      }
    }),
  );
});
