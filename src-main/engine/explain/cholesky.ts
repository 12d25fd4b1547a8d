/**
 * Dense linear algebra for one symmetric positive definite matrix [n × n], stored row by row, worked on in place.
 * Loops run over tiles of rows that stay in cache while the other rows pass by once a tile.
 */
const TILE = 8;

/** Puts L of A = L·Lᵀ into the lower triangle of `matrix`, whose lower triangle holds A. Throws RangeError if A is not definite. */
export function factorise(matrix: Float64Array, n: number): void {
  for (let start = 0; start < n; start += TILE) {
    const end = Math.min(n, start + TILE);
    for (let j = 0; j < end; j++) {
      for (let i = Math.max(j, start); i < end; i++) {
        const rest = matrix[i * n + j]! - dot(matrix, i * n, matrix, j * n, j);
        if (i > j) matrix[i * n + j] = rest / matrix[j * n + j]!;
        else if (rest > 0) matrix[j * n + j] = Math.sqrt(rest);
        else throw new RangeError(`The matrix is not positive definite at row ${j}.`);
      }
    }
  }
}

/** x with L·Lᵀ·x = b, L in the lower triangle of `factor`. */
export function solve(factor: Float64Array, n: number, b: Float64Array): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) x[i] = (x[i]! - dot(factor, i * n, x, 0, i)) / factor[i * n + i]!;
  for (let i = n - 1; i >= 0; i--) {
    x[i]! /= factor[i * n + i]!;
    const value = x[i]!;
    for (let j = 0; j < i; j++) x[j]! -= factor[i * n + j]! * value;
  }
  return x;
}

/** Of M = (L·Lᵀ)⁻¹, its diagonal and the diagonal of M². Overwrites `factor`; takes n³/3 multiplications. */
export function inverseDiagonals(
  factor: Float64Array,
  n: number,
): { readonly diagonal: Float64Array; readonly squared: Float64Array } {
  invertIntoUpper(factor, n);
  const diagonal = new Float64Array(n);
  const squared = new Float64Array(n);
  for (let start = 0; start < n; start += TILE) {
    const end = Math.min(n, start + TILE);
    for (let k = 0; k < end; k++) {
      for (let j = Math.max(k, start); j < end; j++) {
        const entry = dot(factor, j * n + j, factor, k * n + j, n - j);
        squared[j]! += entry * entry;
        if (k === j) diagonal[j] = entry;
        else squared[k]! += entry * entry;
      }
    }
  }
  return { diagonal, squared };
}

/** Writes (L⁻¹)ᵀ into the upper triangle, diagonal included, so that a column of L⁻¹ lies in one row. */
function invertIntoUpper(factor: Float64Array, n: number): void {
  for (let start = 0; start < n; start += TILE) {
    const end = Math.min(n, start + TILE);
    for (let i = start; i < n; i++) {
      const pivot = factor[i * n + i]!;
      for (let j = start; j < Math.min(i, end); j++) {
        factor[j * n + i] = -dot(factor, i * n + j, factor, j * n + j, i - j) / pivot;
      }
      if (i < end) factor[i * n + i] = 1 / pivot;
    }
  }
}

/** Σ a[from + k] · b[at + k] over k < length; four sums, so that additions do not wait for each other. */
function dot(a: Float64Array, from: number, b: Float64Array, at: number, length: number): number {
  let [s0, s1, s2, s3] = [0, 0, 0, 0];
  let k = 0;
  for (; k + 3 < length; k += 4) {
    s0 += a[from + k]! * b[at + k]!;
    s1 += a[from + k + 1]! * b[at + k + 1]!;
    s2 += a[from + k + 2]! * b[at + k + 2]!;
    s3 += a[from + k + 3]! * b[at + k + 3]!;
  }
  for (; k < length; k++) s0 += a[from + k]! * b[at + k]!;
  return s0 + s1 + (s2 + s3);
}
