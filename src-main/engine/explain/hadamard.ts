/**
 * The Walsh–Hadamard transform of `values`, in place: value c becomes Σ_r (−1)^parity(r & c) · value r. The length is a
 * power of two. Applied twice it multiplies by the length.
 */
export function transform(values: Float64Array): void {
  const n = values.length;
  for (let half = 1; half < n; half *= 2) {
    for (let start = 0; start < n; start += 2 * half) {
      for (let i = start; i < start + half; i++) {
        const [a, b] = [values[i]!, values[i + half]!];
        values[i] = a + b;
        values[i + half] = a - b;
      }
    }
  }
}

/** 1 when an odd number of the 32 bits are set, else 0. */
export function parity(bits: number): number {
  let folded = bits ^ (bits >>> 16);
  folded ^= folded >>> 8;
  folded ^= folded >>> 4;
  return (0x6996 >>> (folded & 15)) & 1;
}
