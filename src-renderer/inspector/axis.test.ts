import fc from 'fast-check';
import { expect, test } from 'vitest';
import { axisOf, positionOn } from './axis.ts';

test('an axis ends on round figures around all values and zero', () => {
  expect(axisOf([0.04, -0.31, 0.22])).toEqual({ from: -0.4, to: 0.4 });
  expect(axisOf([0.3, 0.7])).toEqual({ from: 0, to: 0.8 });
  expect(axisOf([])).toEqual({ from: -0.05, to: 0.05 });
});

test('every value and zero lie within the axis', () => {
  const values = fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { maxLength: 12 });
  fc.assert(
    fc.property(values, (list) => {
      const axis = axisOf(list);
      for (const value of [...list, 0]) {
        expect(value).toBeGreaterThanOrEqual(axis.from - 1e-9);
        expect(value).toBeLessThanOrEqual(axis.to + 1e-9);
      }
      expect(axis.to).toBeGreaterThan(axis.from);
    }),
    { seed: 7 },
  );
});

test('what lies beyond the axis is drawn at its end', () => {
  expect(positionOn({ from: -1, to: 1 }, 0)).toBe(0.5);
  expect(positionOn({ from: -1, to: 1 }, -1.28)).toBe(0);
});
