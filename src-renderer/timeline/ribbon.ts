/**
 * A polyline as a strip of triangles of constant width: two corners a point, offset along the mean normal of its neighbours
 * (mitre, at most twice the half width). `x` and `y` in px; writes 4 numbers a point into `out` and returns their count.
 */
export function ribbon(
  x: Float32Array,
  y: Float32Array,
  count: number,
  width: number,
  out: Float32Array,
): number {
  const half = width / 2;
  for (let i = 0; i < count; i++) {
    const a = Math.max(0, i - 1);
    const b = Math.min(count - 1, i + 1);
    let nx = 0;
    let ny = 0;
    if (i > a) {
      const length = Math.hypot(x[i]! - x[a]!, y[i]! - y[a]!) || 1;
      nx -= (y[i]! - y[a]!) / length;
      ny += (x[i]! - x[a]!) / length;
    }
    if (b > i) {
      const length = Math.hypot(x[b]! - x[i]!, y[b]! - y[i]!) || 1;
      nx -= (y[b]! - y[i]!) / length;
      ny += (x[b]! - x[i]!) / length;
    }
    const size = Math.hypot(nx, ny) || 1;
    const spread = i > a && b > i ? Math.min(2, 2 / size) : 1;
    const dx = (nx / size) * half * spread;
    const dy = (ny / size) * half * spread;
    out[4 * i] = x[i]! + dx;
    out[4 * i + 1] = y[i]! + dy;
    out[4 * i + 2] = x[i]! - dx;
    out[4 * i + 3] = y[i]! - dy;
  }
  return 4 * count;
}

/** Indices of the triangles of a strip of `count` points with two corners each. */
export function stripIndices(count: number): Uint32Array {
  const out = new Uint32Array(6 * Math.max(0, count - 1));
  for (let i = 0; i + 1 < count; i++) {
    const corner = 2 * i;
    out.set([corner, corner + 1, corner + 2, corner + 1, corner + 3, corner + 2], 6 * i);
  }
  return out;
}
