import type { FrameRange } from './framing.ts';
import type { Manifest } from './manifest.ts';

/**
 * Where a local model looks: position i of its map sees frames [i · stride, i · stride + receptiveField)
 * (docs/front-end.md, Windows and positions).
 */
type Locality = Manifest['positions'];

/** A run of positions: [first, first + count). */
export interface PositionRange {
  readonly first: number;
  readonly count: number;
}

/** How many positions `frames` frames have. */
export function positionCount(frames: number, { receptiveField, stride }: Locality): number {
  return frames < receptiveField ? 0 : Math.floor((frames - receptiveField) / stride) + 1;
}

/** The frames that a run of positions sees. */
export function framesOfPositions({ first, count }: PositionRange, locality: Locality): FrameRange {
  const { receptiveField, stride } = locality;
  return { first: first * stride, count: count === 0 ? 0 : (count - 1) * stride + receptiveField };
}

/** The positions that lie wholly inside a stretch whose first frame is a multiple of the stride. */
export function positionsInside({ first, count }: FrameRange, locality: Locality): PositionRange {
  return { first: first / locality.stride, count: positionCount(count, locality) };
}

/** The positions, of `total`, that see any of these frames. */
export function positionsSeeing(frames: FrameRange, total: number, locality: Locality): PositionRange {
  const { receptiveField, stride } = locality;
  if (frames.count === 0) return { first: 0, count: 0 };
  const first = Math.max(0, Math.floor((frames.first - receptiveField) / stride) + 1);
  const last = Math.min(total - 1, Math.floor((frames.first + frames.count - 1) / stride));
  return { first, count: Math.max(0, last - first + 1) };
}

/** Mean of a run of a map of `width` numbers a position, [width], in double precision. */
export function meanOf(map: Float32Array, { first, count }: PositionRange, width: number): Float64Array {
  const mean = new Float64Array(width);
  for (let p = first; p < first + count; p++) {
    for (let m = 0; m < width; m++) mean[m]! += map[p * width + m]!;
  }
  return mean.map((sum) => sum / count);
}

/** Windows over a recording: window i covers frames [i · hop, i · hop + frames). A recording shorter than a window is one window. */
export interface WindowGrid {
  readonly count: number;
  readonly frames: number;
  readonly hop: number;
}

export function windowGrid(frames: number, { window }: Pick<Manifest, 'window'>): WindowGrid {
  if (frames < window.frames) return { count: 1, frames, hop: window.hopFrames };
  const count = Math.floor((frames - window.frames) / window.hopFrames) + 1;
  return { count, frames: window.frames, hop: window.hopFrames };
}
