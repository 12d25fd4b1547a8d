/**
 * Indices that put non-negative doubles in ascending order; equal values keep their order. A radix sort on the bit
 * pattern, which for non-negative doubles orders as the value does. NaN and negative values are not allowed.
 */
export function argsort(values: Float64Array): Uint32Array {
  const n = values.length;
  const digits = new Uint16Array(values.buffer, values.byteOffset, n * 4);
  let from = new Uint32Array(n);
  for (let i = 0; i < n; i++) from[i] = i;
  let to = new Uint32Array(n);
  const starts = new Uint32Array(65_537);
  for (let digit = 0; digit < 4; digit++) {
    starts.fill(0);
    for (let i = 0; i < n; i++) starts[digits[4 * i + digit]! + 1]!++;
    for (let d = 0; d < 65_536; d++) starts[d + 1]! += starts[d]!;
    for (let i = 0; i < n; i++) {
      const index = from[i]!;
      to[starts[digits[4 * index + digit]!]!++] = index;
    }
    [from, to] = [to, from];
  }
  return from;
}
