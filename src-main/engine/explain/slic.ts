import { defineTask } from '../jobs/compute.ts';
import { gaussianSmooth } from './gaussian.ts';
import { numberByAppearance, type Segmenter, type SegmentInput } from './segmenter.ts';

/** Compact patches of about equal size that follow the level. */
export const slic: Segmenter = {
  name: 'slic',
  label: 'SLIC patches',
  defaults: { segments: 300, compactness: 0.1, sigma: 0.5 },
  segment: segmentSlic,
  task: defineTask<SegmentInput, Int32Array>(import.meta.url, 'segmentSlic'),
};

const ROUNDS = 10;

/** A patch's middle and mean level; level in units of the compactness. */
interface Centre {
  frame: number;
  band: number;
  level: number;
  cells: number;
}

/** A picture [frames × bands] with the distance between the centres' first places. */
interface Picture {
  readonly values: Float64Array;
  readonly frames: number;
  readonly bands: number;
  readonly step: { readonly frames: number; readonly bands: number };
}

/**
 * SLIC superpixels (Achanta et al., TPAMI 2012) on the spectrogram spread over 0 … 1: k-means of place and level within two steps of
 * each centre, ten rounds, then patches under half the usual size join a neighbour. Equal to scikit-image 0.19 `slic` with the same
 * parameters up to numbering; `compactness` weighs place against level, `sigma` smooths first, in cells.
 */
export function segmentSlic({ values, frames, bands, params }: SegmentInput): Int32Array {
  const smooth = gaussianSmooth(spread(values), frames, bands, params.sigma!);
  const scaled = smooth.map((value) => value / params.compactness!);
  const { starts, steps } = regularGrid([frames, bands], params.segments!);
  const picture = { values: scaled, frames, bands, step: { frames: steps[0]!, bands: steps[1]! } };
  const centres = gridCentres(picture, starts);
  const labels = cluster(picture, centres);
  const usual = values.length / centres.length;
  return joined(labels, picture, Math.floor(0.5 * usual), Math.floor(3 * usual));
}

function spread(values: Float32Array): Float64Array {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const range = high - low || 1;
  return Float64Array.from(values, (value) => (value - low) / range);
}

/** First places and steps of a grid with about `points` points, axes alike unless one is too short. */
function regularGrid(shape: readonly [number, number], points: number) {
  const [short, long] = shape[0] <= shape[1] ? [shape[0], shape[1]] : [shape[1], shape[0]];
  const cells = short * long;
  if (cells <= points) return { starts: [0, 0], steps: [1, 1] };
  let sizes: [number, number] = [Math.sqrt(cells / points), Math.sqrt(cells / points)];
  if (short < sizes[0]) sizes = [short, long / points];
  const [a, b] = shape[0] <= shape[1] ? sizes : [sizes[1], sizes[0]];
  return {
    starts: [Math.floor(a / 2), Math.floor(b / 2)],
    steps: [Math.max(1, roundHalfEven(a)), Math.max(1, roundHalfEven(b))],
  };
}

function roundHalfEven(value: number): number {
  const down = Math.floor(value);
  return value - down === 0.5 ? down + (down % 2) : Math.round(value);
}

function gridCentres({ frames, bands, step }: Picture, starts: readonly number[]): Centre[] {
  const centres: Centre[] = [];
  for (let frame = starts[0]!; frame < frames; frame += step.frames)
    for (let band = starts[1]!; band < bands; band += step.bands)
      centres.push({ frame, band, level: 0, cells: 0 });
  return centres;
}

function cluster(picture: Picture, centres: Centre[]): Int32Array {
  const { values, bands } = picture;
  const nearest = new Int32Array(values.length);
  const distance = new Float64Array(values.length);
  for (let round = 0; round < ROUNDS; round++) {
    distance.fill(Number.POSITIVE_INFINITY);
    centres.forEach((centre, k) => {
      claim(picture, centre, k, nearest, distance);
    });
    for (const centre of centres) Object.assign(centre, { frame: 0, band: 0, level: 0, cells: 0 });
    for (let cell = 0; cell < values.length; cell++) {
      const centre = centres[nearest[cell]!]!;
      centre.frame += Math.floor(cell / bands);
      centre.band += cell % bands;
      centre.level += values[cell]!;
      centre.cells++;
    }
    for (const centre of centres) {
      const cells = Math.max(1, centre.cells);
      centre.frame /= cells;
      centre.band /= cells;
      centre.level /= cells;
    }
  }
  return nearest;
}

/** Gives a centre the cells within two steps of it that are nearer to it than to any before. */
function claim(
  { values, frames, bands, step }: Picture,
  centre: Centre,
  k: number,
  nearest: Int32Array,
  distance: Float64Array,
): void {
  const spatial = 1 / Math.max(step.frames, step.bands) ** 2;
  const frameEnd = Math.min(frames, Math.floor(centre.frame + 2 * step.frames + 1));
  const bandEnd = Math.min(bands, Math.floor(centre.band + 2 * step.bands + 1));
  const bandStart = Math.floor(Math.max(0, centre.band - 2 * step.bands));
  for (let frame = Math.floor(Math.max(0, centre.frame - 2 * step.frames)); frame < frameEnd; frame++) {
    const across = (centre.frame - frame) ** 2;
    for (let band = bandStart; band < bandEnd; band++) {
      const cell = frame * bands + band;
      const level = values[cell]! - centre.level;
      const apart = (across + (centre.band - band) ** 2) * spatial + level * level;
      if (apart >= distance[cell]!) continue;
      nearest[cell] = k;
      distance[cell] = apart;
    }
  }
}

/** Connected patches; one under `least` cells joins the last patch met at its border, one reaching `most` ends there. */
function joined(labels: Int32Array, { frames, bands }: Picture, least: number, most: number): Int32Array {
  const out = new Int32Array(labels.length).fill(-1);
  const found = new Int32Array(Math.max(1, most));
  let next = 0;
  for (let start = 0; start < labels.length; start++) {
    if (out[start]! >= 0) continue;
    let neighbour = next;
    out[start] = next;
    found[0] = start;
    let size = 1;
    for (let visited = 0; visited < size && size < most; visited++) {
      const cell = found[visited]!;
      const band = cell % bands;
      const frame = (cell - band) / bands;
      for (const other of [
        band + 1 < bands ? cell + 1 : -1,
        band > 0 ? cell - 1 : -1,
        frame + 1 < frames ? cell + bands : -1,
        frame > 0 ? cell - bands : -1,
      ]) {
        if (other < 0) continue;
        if (out[other] === -1 && labels[other] === labels[start]) {
          out[other] = next;
          found[size++] = other;
          if (size >= most) break;
        } else if (out[other]! >= 0 && out[other] !== next) neighbour = out[other]!;
      }
    }
    if (size < least) for (let i = 0; i < size; i++) out[found[i]!] = neighbour;
    else next++;
  }
  numberByAppearance(out);
  return out;
}
