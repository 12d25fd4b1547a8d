import type { PcmSource } from '../audio/signal.ts';
import { stretcherLatency, stretchPieceTask } from '../audio/stretcher.ts';
import type { Compute } from '../jobs/compute.ts';
import { BlockCache } from './block-cache.ts';

/** Short enough that the first sound of a region comes soon. */
const PIECE_SECONDS = 2;
const CACHE_BYTES = 16 * 2 ** 20;
/** States at even distances, to make a piece again without all before it; a state is about a megabyte. */
const MOST_CHECKPOINTS = 24;
/** Places where someone reads on. */
const MOST_READERS = 3;

/** The end of a piece that nobody waits for any more. */
const givenUp = new Error('The piece was given up.');

/** How a source is stretched. */
export interface Stretch {
  /** The sample of the source that is the stream's first. */
  readonly start: number;
  readonly semitones: number;
  /** Samples of the source for each of the stream: 2 plays twice as fast. */
  readonly rate: number;
}

/** A source's sound at another pitch or tempo. */
export interface StretchStream {
  /** Samples [from, from + count) of the stream; from a frame before the start on. */
  read(from: number, count: number, signal?: AbortSignal): Promise<Float32Array[]>;
}

/**
 * The source at another pitch, tempo or both from a sample on. Made piece by piece from the start, since a phase vocoder must know what came
 * before; pieces used last are kept, and states to go on from, so memory does not grow with the length.
 */
export function openStretchStream(
  source: PcmSource,
  { start, semitones, rate }: Stretch,
  compute: Compute,
): StretchStream {
  const { sampleRate, channelCount } = source;
  const latency = stretcherLatency(sampleRate);
  const frame = latency.input + latency.output;
  const pieceSize = Math.round(PIECE_SECONDS * sampleRate);
  // One frame of the source for the library to begin with, and what its output lies behind.
  const lead = latency.output + Math.ceil((latency.input + frame) / rate);
  const inputStart = Math.round(start + latency.input - rate * (lead - latency.output));
  const inputAt = (piece: number) => inputStart + Math.round(piece * pieceSize * rate);
  const states = new States();
  const pieces = new BlockCache(
    Math.max(4, Math.floor(CACHE_BYTES / (pieceSize * channelCount * Float32Array.BYTES_PER_ELEMENT))),
  );
  let queue: Promise<unknown> = Promise.resolve();

  async function makeOne(index: number): Promise<Float32Array[]> {
    const [first, end] = [inputAt(index), inputAt(index + 1)];
    const made = await compute.run(stretchPieceTask, {
      sampleRate,
      semitones,
      state: states.take(index),
      channels: await source.read(first, end - first),
      length: pieceSize,
    });
    states.keep(index + 1, made.state);
    return made.channels;
  }

  async function makeUpTo(index: number, signal?: AbortSignal): Promise<Float32Array[]> {
    for (let at = states.nearest(index); at < index; at++) {
      if (signal?.aborted) throw givenUp;
      const made = await makeOne(at);
      if (!pieces.has(at)) pieces.set(at, Promise.resolve(made));
    }
    if (signal?.aborted) throw givenUp;
    return makeOne(index);
  }

  /** Pieces are made one after the other, in the order they are asked for. One that another reader gave up is made after all. */
  async function piece(index: number, signal?: AbortSignal): Promise<Float32Array[]> {
    signal?.throwIfAborted();
    let made = pieces.get(index);
    if (!made) {
      made = queue.then(() => makeUpTo(index, signal));
      queue = made.catch(() => {});
      pieces.set(index, made);
    }
    try {
      return await made;
    } catch (cause) {
      if (cause !== givenUp) throw cause;
      return piece(index, signal);
    }
  }

  return {
    async read(from, count, signal) {
      const out = Array.from({ length: channelCount }, () => new Float32Array(count));
      const [first, end] = [from + lead, from + lead + count];
      for (let at = first; at < end; ) {
        const index = Math.floor(at / pieceSize);
        const until = Math.min(end, (index + 1) * pieceSize);
        for (const [c, samples] of (await piece(index, signal)).entries())
          out[c]!.set(samples.subarray(at - index * pieceSize, until - index * pieceSize), at - first);
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
