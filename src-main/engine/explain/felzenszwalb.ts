import { defineTask } from '../jobs/compute.ts';
import { argsort } from './argsort.ts';
import { gaussianSmooth } from './gaussian.ts';
import { numberByAppearance, type Segmenter, type SegmentInput } from './segmenter.ts';

/** Regions of like level, whatever their shape. */
export const felzenszwalb: Segmenter = {
  name: 'felzenszwalb',
  label: 'Felzenszwalb regions',
  defaults: { scale: 25, min_size: 40, sigma: 0.8 },
  segment: segmentFelzenszwalb,
  task: defineTask<SegmentInput, Int32Array>(import.meta.url, 'segmentFelzenszwalb'),
};

/**
 * Felzenszwalb and Huttenlocher, "Efficient graph-based image segmentation", IJCV 2004, on the spectrogram divided by its
 * largest absolute value, as Haunschmid et al. 2019 did. Equal to scikit-image 0.19 `felzenszwalb` up to numbering:
 * `scale` counts in 1/255 of full scale, 8 neighbours, `sigma` in cells, segments under `min_size` cells joined to the
 * neighbour across their weakest border. Edges of equal weight keep their order here; scikit-image leaves it open.
 */
export function segmentFelzenszwalb({ values, frames, bands, params }: SegmentInput): Int32Array {
  const smooth = gaussianSmooth(relativeToPeak(values), frames, bands, params.sigma!);
  const edges = neighbourEdges(smooth, frames, bands);
  const forest = new Forest(frames * bands);
  const order = argsort(edges.weights);
  mergeWithinContrast(forest, edges, order, params.scale! / 255);
  absorbSmall(forest, edges, order, params.min_size!);
  const labels = new Int32Array(values.length);
  for (let cell = 0; cell < labels.length; cell++) labels[cell] = forest.root(cell);
  numberByAppearance(labels);
  return labels;
}

/** In single precision as the spectrogram itself, then widened. */
function relativeToPeak(values: Float32Array): Float64Array {
  let peak = 0;
  for (const value of values) peak = Math.max(peak, Math.abs(value));
  const divisor = peak === 0 ? 1 : peak;
  const relative = new Float64Array(values.length);
  for (let cell = 0; cell < values.length; cell++) relative[cell] = Math.fround(values[cell]! / divisor);
  return relative;
}

interface Edges {
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly weights: Float64Array;
}

/** One edge for each pair of the 8-neighbourhood, weighted by the absolute difference of the two cells. */
function neighbourEdges(picture: Float64Array, frames: number, bands: number): Edges {
  const steps = [
    { frame: 0, band: 1 },
    { frame: 1, band: 0 },
    { frame: 1, band: 1 },
    { frame: -1, band: 1 },
  ];
  const count = steps.reduce((sum, s) => sum + (frames - Math.abs(s.frame)) * (bands - Math.abs(s.band)), 0);
  const from = new Uint32Array(count);
  const to = new Uint32Array(count);
  const weights = new Float64Array(count);
  let edge = 0;
  for (const step of steps) {
    const offset = step.frame * bands + step.band;
    for (let f = Math.max(0, -step.frame); f < frames - Math.max(0, step.frame); f++) {
      for (let b = 0; b < bands - step.band; b++) {
        const cell = f * bands + b;
        from[edge] = cell;
        to[edge] = cell + offset;
        weights[edge++] = Math.abs(picture[cell]! - picture[cell + offset]!);
      }
    }
  }
  return { from, to, weights };
}

/** Joins two segments where the border between them is weaker than the contrast inside either, plus scale / size. */
function mergeWithinContrast(forest: Forest, edges: Edges, order: Uint32Array, scale: number): void {
  const contrast = new Float64Array(forest.size.length);
  for (let rank = 0; rank < order.length; rank++) {
    const edge = order[rank]!;
    const a = forest.root(edges.from[edge]!);
    const b = forest.root(edges.to[edge]!);
    if (a === b) continue;
    const weight = edges.weights[edge]!;
    const limit = Math.min(contrast[a]! + scale / forest.size[a]!, contrast[b]! + scale / forest.size[b]!);
    if (weight < limit) contrast[forest.join(a, b)] = weight;
  }
}

function absorbSmall(forest: Forest, edges: Edges, order: Uint32Array, minSize: number): void {
  for (let rank = 0; rank < order.length; rank++) {
    const edge = order[rank]!;
    const a = forest.root(edges.from[edge]!);
    const b = forest.root(edges.to[edge]!);
    if (a !== b && (forest.size[a]! < minSize || forest.size[b]! < minSize)) forest.join(a, b);
  }
}

/** Disjoint sets of cells with path halving. */
class Forest {
  readonly size: Uint32Array;
  readonly #parent: Uint32Array;

  constructor(count: number) {
    this.#parent = new Uint32Array(count);
    for (let cell = 0; cell < count; cell++) this.#parent[cell] = cell;
    this.size = new Uint32Array(count).fill(1);
  }

  root(cell: number): number {
    const parent = this.#parent;
    let at = cell;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  }

  /** Joins two roots and returns the root of both. */
  join(a: number, b: number): number {
    const [root, child] = this.size[a]! >= this.size[b]! ? [a, b] : [b, a];
    this.#parent[child] = root;
    this.size[root]! += this.size[child]!;
    return root;
  }
}
