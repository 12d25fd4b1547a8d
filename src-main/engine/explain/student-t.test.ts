import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { golden } from './golden.fixture.ts';
import { twoSidedP } from './student-t.ts';

const points: { t: number; dof: number; p: number }[] = JSON.parse(
  readFileSync(golden('student-t.json'), 'utf8'),
);

test.each(points)('two-sided p of t = $t with $dof degrees of freedom', ({ t, dof, p }) => {
  expect(p).toBeGreaterThan(0);
  expect(Math.abs(twoSidedP(t, dof) / p - 1)).toBeLessThan(1e-9);
  expect(twoSidedP(-t, dof)).toBe(twoSidedP(t, dof));
});

test('nothing is certain at t = 0 and nothing left at infinity', () => {
  expect(twoSidedP(0, 5)).toBe(1);
  expect(twoSidedP(Number.NEGATIVE_INFINITY, 5)).toBe(0);
});
