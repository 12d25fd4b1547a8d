import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { golden } from './golden.fixture.ts';
import { findSelection } from './selections.ts';

const select = (setting: string, weights: number[], pValues: number[]) => {
  const { entry, params } = findSelection(setting);
  return Array.from(
    entry.select({ weights: Float64Array.from(weights), pValues: Float64Array.from(pValues) }, params),
  );
};

describe('selection', () => {
  test('corrected equals statsmodels’ Benjamini–Hochberg', () => {
    const { pValues, selected } = JSON.parse(readFileSync(golden('bh.json'), 'utf8'));
    expect(select('corrected', Array(pValues.length).fill(-1), pValues)).toEqual(selected);
  });

  test('corrected takes all when even the largest p-value passes, and none when none does', () => {
    expect(select('corrected', [1, 2, 3], [0.05, 0.04, 0.01])).toEqual([1, 1, 1]);
    expect(select('corrected', [1, 2, 3], [0.5, 0.4, 0.9])).toEqual([0, 0, 0]);
  });

  test('published keeps p below 1e-8 of the weight’s size, each weight with its own p', () => {
    expect(select('published', [2, -2, 0.1, 0], [1.9e-8, 1.9e-8, 1.9e-9, 0])).toEqual([1, 1, 0, 0]);
  });

  test('top takes the largest weights of either sign and no weight of 0', () => {
    expect(select('top:count=2', [0.1, -5, 3, 0], [1, 1, 1, 1])).toEqual([0, 1, 1, 0]);
    expect(select('top', [0, 0, 1], [1, 1, 1])).toEqual([0, 0, 1]);
  });

  test.each(['best', 'top:size=3', 'top:count=many', 'top:count=0', 'corrected:rate'])(
    'refuses “%s”',
    (setting) => {
      expect(() => findSelection(setting)).toThrow(expect.objectContaining({ code: 'bad_request' }));
    },
  );
});
