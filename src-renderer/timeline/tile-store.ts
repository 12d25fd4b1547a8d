import { BufferImageSource } from 'pixi.js';
import type { AudioRef } from '../../src-preload/contract/domain.ts';
import type { EngineClient } from '../engine-client.ts';
import { audioKey } from '../playback/pcm-reader.ts';
import { BoundedCache } from './bounded-cache.ts';
import { FetchQueue } from './fetch-queue.ts';

/** The levels of 256 columns by 256 rows, for the graphics card and for the read-out. */
interface Tile {
  /** One byte a texel: x is the row, lowest first, y the column. */
  readonly source: BufferImageSource;
  /** Column after column, row 0 lowest; 0…255 is −100…0 dB. */
  readonly levels: Uint8Array<ArrayBuffer>;
}

export interface TileAddress {
  readonly audio: AudioRef;
  readonly level: number;
  readonly index: number;
}

/** About 17 MB of levels, and as much on the graphics card. */
const CAPACITY = 256;
const HIGHEST_LEVEL = 16;

/** The level whose columns are about a device pixel wide. */
export function levelFor(secondsPerPixel: number, sampleRate: number): number {
  const level = Math.round(Math.log2((secondsPerPixel * sampleRate) / 256));
  return Math.min(HIGHEST_LEVEL, Math.max(0, level));
}

/** Seconds that a tile of this level spans. */
export const tileSeconds = (level: number, sampleRate: number): number =>
  (2 ** level * 256 * 256) / sampleRate;

const keyOf = ({ audio, level, index }: TileAddress) => `${level}/${index}/${audioKey(audio)}`;

/** Fetches spectrogram tiles from the engine and keeps those used last as textures. */
export class TileStore implements Disposable {
  readonly #cache = new BoundedCache<Tile>(CAPACITY, (tile) => tile.source.destroy());
  readonly #queue: FetchQueue<Uint8Array<ArrayBuffer>>;
  readonly #addresses = new Map<string, TileAddress>();
  readonly #onTile: () => void;
  /** Fetched and not yet handed to the graphics card. */
  readonly #arrived = new Map<string, Uint8Array<ArrayBuffer>>();
  #nextUpload: number | null = null;

  constructor(engine: EngineClient, onTile: () => void) {
    this.#onTile = onTile;
    this.#queue = new FetchQueue(
      async (key, signal) => {
        const { audio, level, index } = this.#addresses.get(key)!;
        const blob = await engine.audio.tile({ audio, level, index }, { signal });
        return new Uint8Array(await blob.arrayBuffer());
      },
      (key, levels) => {
        this.#arrived.set(key, levels);
        this.#nextUpload ??= requestAnimationFrame(this.#uploadOne);
      },
    );
  }

  get(address: TileAddress): Tile | undefined {
    return this.#cache.get(keyOf(address));
  }

  /** Says which tiles the view lacks, most urgent first. */
  want(addresses: readonly TileAddress[]): void {
    this.#addresses.clear();
    for (const address of addresses) this.#addresses.set(keyOf(address), address);
    this.#queue.want([...this.#addresses.keys()].filter((key) => !this.#arrived.has(key)));
  }

  get size(): number {
    return this.#cache.size;
  }

  [Symbol.dispose](): void {
    if (this.#nextUpload !== null) cancelAnimationFrame(this.#nextUpload);
    this.#queue[Symbol.dispose]();
    this.#cache[Symbol.dispose]();
  }

  /** One tile a frame: several textures at once hold a frame up where the picture is drawn in software. */
  readonly #uploadOne = () => {
    this.#nextUpload = null;
    const [next] = this.#arrived;
    if (!next) return;
    const [key, levels] = next;
    this.#arrived.delete(key);
    this.#cache.set(key, { levels, source: sourceOf(levels) });
    this.#onTile();
    if (this.#arrived.size > 0) this.#nextUpload = requestAnimationFrame(this.#uploadOne);
  };
}

const sourceOf = (levels: Uint8Array<ArrayBuffer>) =>
  new BufferImageSource({
    resource: levels,
    width: 256,
    height: 256,
    format: 'r8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
  });
