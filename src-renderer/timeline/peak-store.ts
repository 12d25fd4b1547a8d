import type { AudioRef, Track } from '../../src-preload/contract/domain.ts';
import type { EngineClient } from '../engine-client.ts';
import { audioKey } from '../playback/pcm-reader.ts';
import { BoundedCache } from './bounded-cache.ts';
import { FetchQueue } from './fetch-queue.ts';

/** Columns a block. */
export const BLOCK_COLUMNS = 1024;

/** A run of waveform columns; a column of level L covers 2^L samples. */
export interface PeakBlock {
  readonly audio: AudioRef;
  readonly level: number;
  readonly index: number;
}

/** The level whose columns are about half a pixel to a pixel wide. */
export function peakLevelFor(secondsPerPixel: number, sampleRate: number): number {
  return Math.max(0, Math.floor(Math.log2(Math.max(1, secondsPerPixel * sampleRate))));
}

/** Start and end of a block in seconds, and its columns; the last block ends with the recording. */
export function blockExtent(level: number, index: number, track: Pick<Track, 'frames' | 'sampleRate'>) {
  const columnFrames = 2 ** level;
  const start = index * BLOCK_COLUMNS * columnFrames;
  const end = Math.min(track.frames, start + BLOCK_COLUMNS * columnFrames);
  return {
    start: start / track.sampleRate,
    end: end / track.sampleRate,
    columns: Math.max(1, Math.ceil((end - start) / columnFrames)),
  };
}

const keyOf = ({ audio, level, index }: PeakBlock) => `${level}/${index}/${audioKey(audio)}`;

/** Fetches waveform blocks and keeps what `build` makes of them for those used last. */
export class PeakStore<T> implements Disposable {
  readonly #cache: BoundedCache<T>;
  readonly #queue: FetchQueue<Float32Array<ArrayBuffer>>;
  readonly #blocks = new Map<string, { block: PeakBlock; track: Track }>();

  constructor(
    engine: EngineClient,
    {
      build,
      free,
      onBlock,
    }: { build: (peaks: Float32Array) => T; free: (value: T) => void; onBlock: () => void },
  ) {
    this.#cache = new BoundedCache(128, free);
    this.#queue = new FetchQueue(
      async (key, signal) => {
        const { block, track } = this.#blocks.get(key)!;
        const { start, end, columns } = blockExtent(block.level, block.index, track);
        const blob = await engine.audio.peaks(
          { audio: block.audio, range: [start, end], columns },
          { signal },
        );
        return new Float32Array(await blob.arrayBuffer());
      },
      (key, peaks) => {
        this.#cache.set(key, build(peaks));
        onBlock();
      },
    );
  }

  get(block: PeakBlock): T | undefined {
    return this.#cache.get(keyOf(block));
  }

  /** Says which blocks the view lacks. */
  want(blocks: readonly PeakBlock[], track: Track | null): void {
    this.#blocks.clear();
    if (track) for (const block of blocks) this.#blocks.set(keyOf(block), { block, track });
    this.#queue.want([...this.#blocks.keys()]);
  }

  [Symbol.dispose](): void {
    this.#queue[Symbol.dispose]();
    this.#cache[Symbol.dispose]();
  }
}
