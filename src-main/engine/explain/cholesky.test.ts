import { describe, expect, test } from 'vitest';
import { factorise, inverseDiagonals, solve } from './cholesky.ts';
import { Random } from './random.ts';

/** B·Bᵀ + I for a random B: positive definite. */
function definite(n: number): Float64Array {
  const random = new Random(n);
  const b = Float64Array.from({ length: n * n }, () => random.next() / 2 ** 31 - 1);
  const product = (i: number, j: number) => {
    let sum = i === j ? 1 : 0;
    for (let k = 0; k < n; k++) sum += b[i * n + k]! * b[j * n + k]!;
    return sum;
  };
  return Float64Array.from({ length: n * n }, (_, cell) => product(Math.floor(cell / n), cell % n));
}

/** Sizes below, at and beyond one tile of rows. */
describe.each([1, 3, 8, 9, 37])('a definite matrix of %d rows', (n) => {
  test('solves A·x = b', () => {
    const matrix = definite(n);
    const b = Float64Array.from({ length: n }, (_, i) => Math.sin(i + 1));
    const factor = matrix.slice();
    factorise(factor, n);
    const x = solve(factor, n, b);
    for (let i = 0; i < n; i++) expect(row(matrix, n, i, x)).toBeCloseTo(b[i]!, 9);
  });

  test('gives the diagonals of its inverse and of the inverse squared', () => {
    const factor = definite(n);
    factorise(factor, n);
    const columns = Array.from({ length: n }, (_, j) =>
      solve(
        factor,
        n,
        Float64Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)),
      ),
    );
    const { diagonal, squared } = inverseDiagonals(factor, n);
    columns.forEach((column, j) => {
      expect(diagonal[j]).toBeCloseTo(column[j]!, 10);
      expect(squared[j]).toBeCloseTo(
        column.reduce((sum, value) => sum + value * value, 0),
        10,
      );
    });
  });
});

test('a matrix that is not definite is refused', () => {
  expect(() => factorise(Float64Array.of(1, 2, 2, 1), 2)).toThrow('row 1');
});

function row(matrix: Float64Array, n: number, i: number, x: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < n; j++) sum += matrix[i * n + j]! * x[j]!;
  return sum;
}
