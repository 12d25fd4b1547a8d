/** Spearman's rank correlation, −1 … 1; ties get their mean rank. 0 when either side never changes. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return pearson(ranks(a), ranks(b));
}

/** Pearson's correlation, −1 … 1; 0 when either side never changes. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  const mean = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v, 0) / n;
  const [ma, mb] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i]! - ma, b[i]! - mb];
    ab += x * y;
    aa += x * x;
    bb += y * y;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from({ length: values.length }, (_, i) => i).sort((a, b) => values[a]! - values[b]!);
  const rank = new Float64Array(values.length);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) rank[order[i]!] = (start + end - 1) / 2;
    start = end;
  }
  return rank;
}

/** The `count` components of largest weight, either sign; the earlier of two equal ones. */
export function largest(weights: ArrayLike<number>, count: number): number[] {
  return Array.from({ length: weights.length }, (_, i) => i)
    .sort((a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b)
    .slice(0, count);
}

/** Of two sets of equal worth: the share of what is in either that is in both (Jaccard 1912), 0 … 1; 1 for two empty sets. */
export function jaccard(a: readonly number[], b: readonly number[]): number {
  const inA = new Set(a);
  const both = b.filter((item) => inA.has(item)).length;
  const either = inA.size + b.length - both;
  return either === 0 ? 1 : both / either;
}
