import type { Curves } from '../stores/session.ts';

/** One emotion or feature that two models both predict, over the windows that both have. */
export interface ComparedOutput {
  readonly name: string;
  /** Means over the common windows, each in its model's own scale. */
  readonly first: number;
  readonly second: number;
  /** Pearson's, −1 … 1; null for fewer than three common windows or a curve that does not move. */
  readonly correlation: number | null;
}

export interface Comparison {
  /** How many windows have the same centre, to half a hop. */
  readonly windows: number;
  readonly emotions: readonly ComparedOutput[];
  readonly midLevel: readonly ComparedOutput[];
}

/** Fewer windows correlate whatever they hold. */
const FEWEST = 3;

/** Compares what two models say of one recording. Windows go together by their centres. */
export function compareCurves(first: Curves, second: Curves): Comparison {
  const pairs = commonWindows(first, second);
  const compared = (names: readonly string[], others: readonly string[]) =>
    names
      .filter((name) => others.includes(name))
      .flatMap((name) => {
        const [a, b] = [first.names.indexOf(name), second.names.indexOf(name)];
        const x = pairs.map(([row]) => first.values[row * first.names.length + a]!);
        const y = pairs.map(([, row]) => second.values[row * second.names.length + b]!);
        if (pairs.length === 0) return [];
        return [{ name, first: meanOf(x), second: meanOf(y), correlation: correlationOf(x, y) }];
      });
  const [one, other] = [first.prediction, second.prediction];
  return {
    windows: pairs.length,
    emotions: compared(one.emotionNames, other.emotionNames),
    midLevel: compared(one.midLevelNames, other.midLevelNames),
  };
}

/** Rows of the first and of the second prediction whose windows have the same centre, to half the longer hop. */
function commonWindows({ prediction: a }: Curves, { prediction: b }: Curves): [number, number][] {
  const half = ({ windowSeconds, duration }: typeof a) => Math.min(windowSeconds, duration) / 2;
  const tolerance = Math.max(a.hopSeconds, b.hopSeconds) / 2;
  const [sparse, dense] = a.hopSeconds >= b.hopSeconds ? [a, b] : [b, a];
  const pairs: [number, number][] = [];
  for (let i = 0; i < sparse.count; i++) {
    const centre = i * sparse.hopSeconds + half(sparse);
    const j = Math.round((centre - half(dense)) / dense.hopSeconds);
    const off = Math.abs(j * dense.hopSeconds + half(dense) - centre);
    if (j >= 0 && j < dense.count && off <= tolerance + 1e-9) pairs.push(sparse === a ? [i, j] : [j, i]);
  }
  return pairs;
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Pearson's correlation; null where it says nothing. */
export function correlationOf(x: readonly number[], y: readonly number[]): number | null {
  if (x.length < FEWEST) return null;
  const [meanX, meanY] = [meanOf(x), meanOf(y)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [i, value] of x.entries()) {
    const [dx, dy] = [value - meanX, y[i]! - meanY];
    xy += dx * dy;
    xx += dx * dx;
    yy += dy * dy;
  }
  // Rounding alone moves a curve of single precision by about a millionth.
  const still = (sum: number) => Math.sqrt(sum / x.length) < 1e-6;
  return still(xx) || still(yy) ? null : xy / Math.sqrt(xx * yy);
}
