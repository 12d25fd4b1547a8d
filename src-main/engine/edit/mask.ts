import type { StftGrid } from '../audio/stft.ts';
import { raisedCosineStep } from './raised-cosine.ts';

/**
 * How much of each STFT cell belongs to the target of an edit step, 0 … 1. Memberships of a target and of everything
 * else add up to 1, and so do those of all segments of a map, so "only these" and "without these" add up to the
 * original. Edges in time are not made here but sample by sample in render-span.ts.
 */
export interface Mask {
  /** True when every frame has the same membership. */
  readonly steady: boolean;
  /** Membership of each bin in frame k, or null when the target has no part in it. The array is reused. */
  at(frame: number): Float64Array | null;
}

/** A band of frequencies, in Hz. */
export interface BandShape {
  readonly kind: 'band';
  readonly low: number;
  readonly high: number;
}

/** Chosen cells of a segment map; see segment-map.ts for the axes. `cells` is [frames × bands] of 0 and 1. */
export interface CellShape {
  readonly kind: 'cells';
  readonly start: number;
  readonly frameSeconds: number;
  readonly frames: number;
  readonly bandEdges: Float64Array;
  readonly cells: Uint8Array;
}

export type Shape = BandShape | CellShape;

/** A share that comes (`out`) or goes (`in`) as half a cosine between two times, in seconds; it holds beyond them. */
export interface Ramp {
  readonly from: number;
  readonly to: number;
  readonly kind: 'in' | 'out';
}

/** The transition at a frequency edge: a semitone, and at least this many bins, so that the filter's echo stays short. */
const EDGE_OCTAVES = 1 / 12;
const EDGE_BINS = 4;
/** The window smears a sine over three bins; a narrower band is taken for one this wide. */
const MIN_BAND_BINS = 3;

/** Width in Hz of the transition around an edge at `frequency` Hz. It grows with frequency, so edges keep their order. */
export function frequencyEdgeWidth(frequency: number, binHertz: number): number {
  return Math.max(EDGE_BINS * binHertz, frequency * (2 ** EDGE_OCTAVES - 1));
}

export function createMask(shape: Shape, grid: StftGrid): Mask {
  return shape.kind === 'band' ? bandMask(shape, grid) : cellMask(shape, grid);
}

/** A mask whose membership is scaled by a ramp over time. */
export function rampedMask(mask: Mask, ramp: Ramp, grid: StftGrid): Mask {
  const hopSeconds = grid.hop / (grid.binHertz * grid.fftSize);
  const scaled = new Float64Array(grid.bins);
  const width = ramp.to - ramp.from;
  return {
    steady: false,
    at(frame) {
      const come = raisedCosineStep(frame * hopSeconds, ramp.from + width / 2, width);
      const share = ramp.kind === 'out' ? come : 1 - come;
      const membership = share === 0 ? null : mask.at(frame);
      if (membership === null) return null;
      for (let k = 0; k < scaled.length; k++) scaled[k] = share * membership[k]!;
      return scaled;
    },
  };
}

function bandMask(shape: BandShape, grid: StftGrid): Mask {
  const { binHertz, bins } = grid;
  const nyquist = (bins - 1) * binHertz;
  const widen = Math.max(0, MIN_BAND_BINS * binHertz - (shape.high - shape.low)) / 2;
  const low = shape.low <= 0 ? Number.NEGATIVE_INFINITY : shape.low - widen;
  const high = shape.high >= nyquist ? Number.POSITIVE_INFINITY : shape.high + widen;
  const lowWidth = Math.min(frequencyEdgeWidth(shape.low, binHertz), high - low);
  const highWidth = Math.min(frequencyEdgeWidth(shape.high, binHertz), high - low);
  const membership = Float64Array.from({ length: bins }, (_, k) => {
    const frequency = k * binHertz;
    return raisedCosineStep(frequency, low, lowWidth) - raisedCosineStep(frequency, high, highWidth);
  });
  return { steady: true, at: () => membership };
}

/** Each bin as a weighted sum of a run of bands; what lies beyond the outermost bands belongs to none. */
interface BandsToBins {
  readonly firstBand: Int32Array;
  readonly weights: readonly Float64Array[];
}

function bandsToBins(bandEdges: Float64Array, grid: StftGrid): BandsToBins {
  const bands = bandEdges.length - 1;
  const widths = bandEdges.map((edge) => frequencyEdgeWidth(edge, grid.binHertz));
  const firstBand = new Int32Array(grid.bins);
  const weights: Float64Array[] = [];
  let first = 0;
  let end = 0;
  for (let k = 0; k < grid.bins; k++) {
    const frequency = k * grid.binHertz;
    while (first < bands && bandEdges[first + 1]! + widths[first + 1]! / 2 <= frequency) first++;
    while (end < bands && bandEdges[end]! - widths[end]! / 2 < frequency) end++;
    const row = new Float64Array(Math.max(0, end - first));
    for (let i = 0; i < row.length; i++) {
      const b = first + i;
      row[i] =
        raisedCosineStep(frequency, bandEdges[b]!, widths[b]!) -
        raisedCosineStep(frequency, bandEdges[b + 1]!, widths[b + 1]!);
    }
    firstBand[k] = first;
    weights.push(row);
  }
  return { firstBand, weights };
}

let lastTable:
  | { readonly bandEdges: Float64Array; readonly grid: StftGrid; readonly table: BandsToBins }
  | undefined;

/** The steps of an edit list mostly lie in one map, and its table takes longer to make than a block to render: the latest is kept. */
function tableFor(bandEdges: Float64Array, grid: StftGrid): BandsToBins {
  const last = lastTable;
  const same =
    last?.grid.fftSize === grid.fftSize &&
    last.grid.binHertz === grid.binHertz &&
    last.bandEdges.length === bandEdges.length &&
    last.bandEdges.every((edge, b) => edge === bandEdges[b]);
  if (same) return last.table;
  const table = bandsToBins(bandEdges, grid);
  lastTable = { bandEdges: bandEdges.slice(), grid, table };
  return table;
}

function cellMask(shape: CellShape, grid: StftGrid): Mask {
  const bands = shape.bandEdges.length - 1;
  const { firstBand, weights } = tableFor(shape.bandEdges, grid);
  const hopSeconds = grid.hop / (grid.binHertz * grid.fftSize);
  const bandMembership = new Float64Array(bands);
  const membership = new Float64Array(grid.bins);

  /**
   * Bands at a time, between the two nearest label frames; held beyond the first and the last. The result is the first band with a
   * part in the target and one past the last; null when there is none.
   */
  function interpolate(position: number): readonly [number, number] | null {
    const clamped = Math.min(shape.frames - 1, Math.max(0, position));
    const before = Math.floor(clamped);
    const after = Math.min(shape.frames - 1, before + 1);
    const share = clamped - before;
    let first = bands;
    let end = 0;
    for (let b = 0; b < bands; b++) {
      const value = (1 - share) * shape.cells[before * bands + b]! + share * shape.cells[after * bands + b]!;
      bandMembership[b] = value;
      if (value === 0) continue;
      first = Math.min(first, b);
      end = b + 1;
    }
    return first < end ? [first, end] : null;
  }

  return {
    steady: false,
    at(frame) {
      const inside = interpolate((frame * hopSeconds - shape.start) / shape.frameSeconds);
      if (inside === null) return null;
      for (let k = 0; k < grid.bins; k++) {
        const row = weights[k]!;
        const band = firstBand[k]!;
        let sum = 0;
        if (band < inside[1] && band + row.length > inside[0])
          for (let i = 0; i < row.length; i++) sum += row[i]! * bandMembership[band + i]!;
        membership[k] = sum;
      }
      return membership;
    },
  };
}
