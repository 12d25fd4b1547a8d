import { describe, expect, test } from 'vitest';
import { Random, splitmix64 } from './random.ts';

/** Expected values: an independent Python implementation of the papers' definitions. */
describe('random numbers', () => {
  test('splitmix64 gives its published sequence', () => {
    expect(splitmix64(1234567n, 3)).toEqual([
      6457827717110365317n,
      3203168211198807973n,
      9817491932198370423n,
    ]);
  });

  test.each([
    [0, [3737715805, 2584255861, 2876756834, 3286328325]],
    [42, [1776835114, 4165204688, 17111135, 2317295270]],
    [2 ** 53 - 1, [1233166643, 1287031142, 661813442, 2960669951]],
  ])('xoshiro128** seeded with %d', (seed, expected) => {
    const random = new Random(seed);
    expect(expected.map(() => random.next())).toEqual(expected);
  });

  test.each([-1, 0.5, 2 ** 53, Number.NaN])('refuses %d as a seed', (seed) => {
    expect(() => new Random(seed)).toThrow('seed');
  });
});
