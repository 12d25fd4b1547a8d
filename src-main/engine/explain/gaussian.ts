/**
 * Gaussian smoothing of a [rows × columns] picture, first along rows' axis then along columns', mirrored beyond its
 * borders (edge cell twice), kernel cut at 4 standard deviations: scipy.ndimage.gaussian_filter with its defaults.
 */
export function gaussianSmooth(
  picture: Float64Array,
  rows: number,
  columns: number,
  sigma: number,
): Float64Array {
  const kernel = gaussianKernel(sigma);
  const down = smoothLines(picture, kernel, { lines: columns, lineStep: 1, length: rows, step: columns });
  return smoothLines(down, kernel, { lines: rows, lineStep: columns, length: columns, step: 1 });
}

/** Half a Gaussian kernel: entry k is the weight at distance k; the whole kernel sums to 1. */
function gaussianKernel(sigma: number): Float64Array {
  const radius = sigma > 0 ? Math.floor(4 * sigma + 0.5) : 0;
  const half = Float64Array.from({ length: radius + 1 }, (_, k) =>
    k === 0 ? 1 : Math.exp((-0.5 * k * k) / (sigma * sigma)),
  );
  let sum = 0;
  for (let k = -radius; k <= radius; k++) sum += half[Math.abs(k)]!;
  return half.map((weight) => weight / sum);
}

/** How to walk a picture line by line: line l starts at l · lineStep, its cells are `step` apart. */
interface Walk {
  readonly lines: number;
  readonly lineStep: number;
  readonly length: number;
  readonly step: number;
}

function smoothLines(source: Float64Array, kernel: Float64Array, walk: Walk): Float64Array {
  const radius = kernel.length - 1;
  const out = new Float64Array(source.length);
  const padded = new Float64Array(walk.length + 2 * radius);
  for (let line = 0; line < walk.lines; line++) {
    const start = line * walk.lineStep;
    for (let i = 0; i < padded.length; i++) {
      padded[i] = source[start + mirrored(i - radius, walk.length) * walk.step]!;
    }
    for (let i = 0; i < walk.length; i++) {
      let sum = padded[i + radius]! * kernel[0]!;
      // Farthest pair first, the two cells added before weighting: scipy's rounding, so that near-ties sort alike.
      for (let k = radius; k > 0; k--)
        sum += (padded[i + radius - k]! + padded[i + radius + k]!) * kernel[k]!;
      out[start + i * walk.step] = sum;
    }
  }
  return out;
}

/** Index of the cell that stands at `index` when … c b a | a b c … c | c b a … is continued both ways. */
function mirrored(index: number, length: number): number {
  const phase = ((index % (2 * length)) + 2 * length) % (2 * length);
  return phase < length ? phase : 2 * length - 1 - phase;
}
