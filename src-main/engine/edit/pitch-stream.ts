import { shifterDelay, shiftPieceTask } from '../audio/pitch-shifter.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { BlockCache } from './block-cache.ts';

/** Short enough that the first sound of a region comes soon. */
const PIECE_SECONDS = 2;
const CACHE_BYTES = 16 * 2 ** 20;
/** States at even distances, to make a piece again without all before it; a state is about a megabyte. */
const MOST_CHECKPOINTS = 24;
/** Places where someone reads on. */
const MOST_READERS = 3;

/** A source's sound at another pitch. */
export interface PitchStream {
  /** Samples [start, start + count) of the recording's axis, not before the stream's start. */
  read(start: number, count: number): Promise<Float32Array[]>;
}

/**
 * The source at another pitch from sample `start` on, each moment at its own time. Made piece by piece from the start, since a phase vocoder
 * must know what came before; pieces used last are kept, and states to go on from, so memory does not grow with the length.
 */
export function openPitchStream(
  source: PcmSource,
  start: number,
  semitones: number,
  compute: Compute,
): PitchStream {
  const { sampleRate, channelCount } = source;
  const delay = shifterDelay(sampleRate);
  const pieceSize = Math.round(PIECE_SECONDS * sampleRate);
  // One frame for the library to begin with, one by which its output lies behind.
  const inputStart = start - delay;
  const outputStart = inputStart - delay;
  const states = new States();
  const pieces = new BlockCache(
    Math.max(4, Math.floor(CACHE_BYTES / (pieceSize * channelCount * Float32Array.BYTES_PER_ELEMENT))),
  );
  let queue: Promise<unknown> = Promise.resolve();

  async function makeOne(index: number): Promise<Float32Array[]> {
    const channels = await source.read(inputStart + index * pieceSize, pieceSize);
    const made = await compute.run(shiftPieceTask, {
      sampleRate,
      semitones,
      state: states.take(index),
      channels,
    });
    states.keep(index + 1, made.state);
    return made.channels;
  }

  async function makeUpTo(index: number): Promise<Float32Array[]> {
    for (let at = states.nearest(index); at < index; at++) {
      const made = await makeOne(at);
      if (!pieces.has(at)) pieces.set(at, Promise.resolve(made));
    }
    return makeOne(index);
  }

  /** Pieces are made one after the other, in the order they are asked for. */
  function piece(index: number): Promise<Float32Array[]> {
    const known = pieces.get(index);
    if (known) return known;
    const made = queue.then(() => makeUpTo(index));
    queue = made.catch(() => {});
    pieces.set(index, made);
    return made;
  }

  return {
    async read(from, count) {
      const out = Array.from({ length: channelCount }, () => new Float32Array(count));
      const end = from + count;
      for (let at = from; at < end; ) {
        const index = Math.floor((at - outputStart) / pieceSize);
        const pieceStart = outputStart + index * pieceSize;
        const until = Math.min(end, pieceStart + pieceSize);
        for (const [c, samples] of (await piece(index)).entries())
          out[c]!.set(samples.subarray(at - pieceStart, until - pieceStart), at - from);
        at = until;
      }
      return out;
    },
  };
}

/** What the library knew before a piece, by the piece's number: checkpoints at even distances, and where someone reads on. */
class States {
  readonly #states = new Map<number, ArrayBuffer>();
  #spacing = 8;

  /** The last piece up to `index` that can be made now; the first always can. */
  nearest(index: number): number {
    return Math.max(0, ...[...this.#states.keys()].filter((known) => known <= index));
  }

  /** The state before a piece; null before the first. One that is no checkpoint is not kept. */
  take(index: number): ArrayBuffer | null {
    const state = this.#states.get(index) ?? null;
    if (!this.#isCheckpoint(index)) this.#states.delete(index);
    return state;
  }

  keep(index: number, state: ArrayBuffer): void {
    this.#states.delete(index);
    this.#states.set(index, state);
    const known = [...this.#states.keys()];
    if (known.filter((at) => this.#isCheckpoint(at)).length > MOST_CHECKPOINTS) this.#spacing *= 2;
    for (const at of known.filter((one) => !this.#isCheckpoint(one)).slice(0, -MOST_READERS))
      this.#states.delete(at);
  }

  #isCheckpoint(index: number): boolean {
    return index % this.#spacing === 0;
  }
}
