import type { AudioRef } from '../../src-preload/contract/domain.ts';
import { stepsKey } from '../../src-preload/contract/edit-step.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { EngineClient } from '../engine-client.ts';

/** One array a channel. */
export type Pcm = readonly Float32Array<ArrayBuffer>[];

/** Memory for runs that were read, in bytes. */
const CAPACITY = 48 * 1024 * 1024;

/** Reads samples through the contract and keeps the runs read last, so that a loop is fetched once. */
export class PcmReader {
  readonly #engine: EngineClient;
  readonly #runs = new Map<string, Pcm>();
  readonly #capacity: number;
  #bytes = 0;

  constructor(engine: EngineClient, capacity = CAPACITY) {
    this.#engine = engine;
    this.#capacity = capacity;
  }

  /**
   * Samples [start, start + count) of each channel; the range lies inside one chunk of `chunk` samples.
   * Samples behind the end of the recording are silent. Throws `audio_damaged` when the answer is no whole number of samples.
   */
  async read(
    audio: AudioRef,
    channels: number,
    start: number,
    count: number,
    chunk: number,
    signal: AbortSignal,
  ): Promise<Pcm> {
    const whole = Math.floor(start / chunk) * chunk;
    const kept = this.#take(keyOf(audio, whole, chunk));
    if (kept) return kept.map((channel) => channel.subarray(start - whole, start - whole + count));
    const key = keyOf(audio, start, count);
    const same = this.#take(key);
    if (same) return same;
    const blob = await this.#engine.audio.read({ audio, start, frames: count }, { signal });
    const pcm = splitChannels(await blob.arrayBuffer(), channels, count);
    this.#keep(key, pcm);
    return pcm;
  }

  /** True when `read` would answer from memory. */
  holds(audio: AudioRef, start: number, count: number, chunk: number): boolean {
    const whole = Math.floor(start / chunk) * chunk;
    return this.#runs.has(keyOf(audio, whole, chunk)) || this.#runs.has(keyOf(audio, start, count));
  }

  clear(): void {
    this.#runs.clear();
    this.#bytes = 0;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** A kept run, now the one used last. */
  #take(key: string): Pcm | undefined {
    const kept = this.#runs.get(key);
    if (!kept) return undefined;
    this.#runs.delete(key);
    this.#runs.set(key, kept);
    return kept;
  }

  #keep(key: string, pcm: Pcm): void {
    if (this.#runs.has(key)) return;
    this.#runs.set(key, pcm);
    this.#bytes += bytesOf(pcm);
    for (const [oldest, old] of this.#runs) {
      if (this.#bytes <= this.#capacity) break;
      this.#runs.delete(oldest);
      this.#bytes -= bytesOf(old);
    }
  }
}

const keyOf = (audio: AudioRef, start: number, count: number) => `${start}+${count}/${audioKey(audio)}`;

const keys = new WeakMap<AudioRef, string>();

/** A text that is equal for pieces of sound that sound equal. */
export function audioKey(audio: AudioRef): string {
  let key = keys.get(audio);
  if (key === undefined) {
    key = `${audio.trackId} ${stepsKey(audio.steps)}`;
    keys.set(audio, key);
  }
  return key;
}

/** Planar samples as the contract sends them, padded with silence to `count` a channel. */
export function splitChannels(bytes: ArrayBuffer, channels: number, count: number): Pcm {
  const frames = bytes.byteLength / 4 / channels;
  if (!Number.isInteger(frames)) {
    throw new MezzoError(
      'audio_damaged',
      'The engine sent samples that do not fit the recording; open it again.',
    );
  }
  const all = new Float32Array(bytes);
  return Array.from({ length: channels }, (_, c) => {
    const channel = all.subarray(c * frames, (c + 1) * frames);
    if (frames === count) return channel;
    const padded = new Float32Array(count);
    padded.set(channel.subarray(0, count));
    return padded;
  });
}

const bytesOf = (pcm: Pcm) => pcm.reduce((sum, channel) => sum + channel.byteLength, 0);
