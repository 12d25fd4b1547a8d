import { type BandMagnitudes, framesOf } from './band-magnitudes.ts';
import { whiten } from './familiarity.ts';
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

/** What a model hears at a run of positions. */
export interface JudgedPositions {
  /** [positions × M] */
  readonly positionMap: Float32Array;
  /** [positions × K], how each position stands to the domain; null for a model without one. */
  readonly domainMap: Float32Array | null;
}

/**
 * Judges a run of positions. The recording is cut into chunks that overlap by the receptive field, so each position is
 * judged from exactly the frames it would see in one piece.
 */
export async function judgePositions(
  bands: BandMagnitudes,
  reference: LevelReference,
  model: Pick<Model, 'manifest' | 'run'>,
  range: PositionRange,
  { signal, onProgress }: JudgeOptions = {},
): Promise<JudgedPositions> {
  const { frontEnd, positions: locality, midLevel, domain } = model.manifest;
  const positionMap = new Float32Array(range.count * midLevel.length);
  const domainMap = domain ? new Float32Array(range.count * domain.whitening.length) : null;
  const longest = Math.max(1, Math.floor(CHUNK_FRAMES / locality.stride));
  for (let done = 0; done < range.count; ) {
    signal?.throwIfAborted();
    const chunk = { first: range.first + done, count: Math.min(longest, range.count - done) };
    const frames = framesOfPositions(chunk, locality);
    const { values } = scaleBands(framesOf(bands, frames.first, frames.count), frontEnd, reference);
    const output = await model.run(values, 1, frames.count, { embedding: domain !== undefined });
    positionMap.set(output.positionMap, done * midLevel.length);
    if (domain && domainMap && output.embedding)
      domainMap.set(whiten(output.embedding, domain), done * domain.whitening.length);
    done += chunk.count;
    onProgress?.(done / range.count);
  }
  return { positionMap, domainMap };
}
