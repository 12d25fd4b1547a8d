import { describe, expect, test } from 'vitest';
import type { FillInput } from './fill.ts';
import { findFill } from './fills.ts';

const input: FillInput = {
  values: Float32Array.of(3, 1, 2, -4, 6, 5),
  labels: Int32Array.of(0, 1, 0, 1, 1, 0),
  segments: 2,
  silence: -2.5,
};

describe('what stands in a segment that is off', () => {
  test.each([
    ['silence', [-2.5, -2.5]],
    ['minimum', [-4, -4]],
    ['mean', [10 / 3, 1]],
  ])('%s', (name, expected) => {
    expect(findFill(name).values(input)).toEqual(Float32Array.from(expected));
  });

  test('an unknown fill is refused with the names there are', () => {
    expect(() => findFill('noise')).toThrow('silence, minimum, mean');
  });
});
