import { type BandMagnitudes, framesOf } from './band-magnitudes.ts';
import type { LevelReference } from './level.ts';
import type { Model } from './model.ts';
import { framesOfPositions, type PositionRange } from './positions.ts';
import { scaleBands } from './scaling.ts';

/** Frames a run of the graph sees: bounds memory and keeps a single run short. */
const CHUNK_FRAMES = 1024;

export interface JudgeOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * The map over a run of positions, [range.count × M]. The recording is cut into chunks that overlap by the
 * receptive field, so each position is judged from exactly the frames it would see in one piece.
 */
export async function judgePositions(
  bands: BandMagnitudes,
  reference: LevelReference,
  model: Pick<Model, 'manifest' | 'run'>,
  range: PositionRange,
  { signal, onProgress }: JudgeOptions = {},
): Promise<Float32Array> {
  const { frontEnd, positions: locality, midLevel } = model.manifest;
  const map = new Float32Array(range.count * midLevel.length);
  const longest = Math.max(1, Math.floor(CHUNK_FRAMES / locality.stride));
  for (let done = 0; done < range.count; ) {
    signal?.throwIfAborted();
    const chunk = { first: range.first + done, count: Math.min(longest, range.count - done) };
    const frames = framesOfPositions(chunk, locality);
    const { values } = scaleBands(framesOf(bands, frames.first, frames.count), frontEnd, reference);
    const { positionMap } = await model.run(values, 1, frames.count);
    map.set(positionMap, done * midLevel.length);
    done += chunk.count;
    onProgress?.(done / range.count);
  }
  return map;
}

/** Mean of a run of the map, [M], in double precision. */
export function meanOf(map: Float32Array, { first, count }: PositionRange, features: number): Float64Array {
  const mean = new Float64Array(features);
  for (let p = first; p < first + count; p++) {
    for (let m = 0; m < features; m++) mean[m]! += map[p * features + m]!;
  }
  return mean.map((sum) => sum / count);
}
