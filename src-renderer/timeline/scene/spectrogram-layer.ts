import { Container, Graphics } from 'pixi.js';
import type { AudioRef, Track } from '../../../src-preload/contract/domain.ts';
import { logarithmic } from '../frequency-scale.ts';
import type { SpectrogramLook } from '../spectrogram-look.ts';
import { levelFor, type TileAddress, type TileStore, tileSeconds } from '../tile-store.ts';
import { pixelsPerSecond, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { TilePainter } from './tile-painter.ts';

/** Coarser levels that stand in while the right one is on its way. */
const STAND_IN_LEVELS = 5;

/** The spectrogram: tiles of the level that fits the zoom, over coarser ones where they are still missing. */
export class SpectrogramLayer implements Layer {
  readonly container = new Container();
  readonly #tiles: TileStore;
  readonly #waiting = new Graphics();
  readonly #painter = new TilePainter();
  #track: Track | null = null;
  #audio: AudioRef | null = null;
  #original: AudioRef | null = null;
  #level = 0;

  constructor(tiles: TileStore) {
    this.#tiles = tiles;
    this.container.addChild(this.#waiting, this.#painter.container);
  }

  /** Shows this sound; while its tiles are missing, those of `original` stand in. */
  show(track: Track | null, audio: AudioRef | null, original: AudioRef | null, look: SpectrogramLook): void {
    this.#painter.show(look);
    this.#track = track;
    this.#audio = audio;
    this.#original = original;
  }

  update(frame: Frame): void {
    let used = 0;
    this.#waiting.clear();
    const track = this.#track;
    if (track && this.#audio) {
      const device = 1 / (pixelsPerSecond(frame.scale) * Math.min(2, window.devicePixelRatio || 1));
      this.#level = levelFor(device, track.sampleRate);
      const { missing, shown } = this.#gather(frame, track);
      for (const address of shown) this.#place(used++, address, frame, track);
      this.#tiles.want(missing);
      this.#markWaiting(missing, frame, track);
    } else {
      this.#tiles.want([]);
    }
    this.#painter.hideFrom(used);
  }

  /** Level in dB at a time and frequency, from the finest tile there is; null where none is loaded. */
  levelAt(time: number, hertz: number): number | null {
    // Tiles are logarithmic whatever the picture is.
    const share = logarithmic.toShare(hertz);
    if (!this.#track || !this.#audio || share < 0 || share > 1) return null;
    for (let level = this.#level; level <= this.#level + STAND_IN_LEVELS; level++) {
      const position = time / tileSeconds(level, this.#track.sampleRate);
      const index = Math.floor(position);
      const tile = this.#tiles.get({ audio: this.#audio, level, index });
      if (!tile) continue;
      const column = Math.min(255, Math.floor((position - index) * 256));
      return (tile.levels[column * 256 + Math.round(share * 255)]! / 255) * 100 - 100;
    }
    return null;
  }

  [Symbol.dispose](): void {
    this.#painter[Symbol.dispose]();
    this.container.destroy({ children: true });
  }

  /** Tiles to show, coarse before fine so that fine ones cover them, and tiles that are missing, from the middle outwards. */
  #gather({ scale }: Frame, track: Track): { shown: TileAddress[]; missing: TileAddress[] } {
    const span = tileSeconds(this.#level, track.sampleRate);
    const first = Math.floor(scale.from / span);
    const last = Math.max(first, Math.ceil(Math.min(scale.to, track.duration) / span) - 1);
    const shown: TileAddress[] = [];
    const missing: TileAddress[] = [];
    const standIns = new Map<string, TileAddress>();
    for (let index = first; index <= last; index++) {
      const address = { audio: this.#audio!, level: this.#level, index };
      if (this.#tiles.get(address)) shown.push(address);
      else {
        missing.push(address);
        for (const one of this.#standIns(address)) standIns.set(`${one.level}/${one.index}`, one);
      }
    }
    const middle = (scale.from + scale.to) / 2 / span - 0.5;
    missing.sort((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle));
    return { missing, shown: [...[...standIns.values()].sort((a, b) => b.level - a.level), ...shown] };
  }

  /** What is shown in place of a missing tile: the next coarser one there is, else the two finer ones, else the original's. */
  #standIns({ audio, level, index }: TileAddress): TileAddress[] {
    const has = (address: TileAddress) => this.#tiles.get(address) !== undefined;
    for (const source of this.#original && this.#original !== audio ? [audio, this.#original] : [audio]) {
      for (let up = source === audio ? 1 : 0; up <= STAND_IN_LEVELS; up++) {
        const coarser = { audio: source, level: level + up, index: index >> up };
        if (has(coarser)) return [coarser];
      }
      if (level === 0) continue;
      const finer = [2 * index, 2 * index + 1]
        .map((half) => ({ audio: source, level: level - 1, index: half }))
        .filter(has);
      if (finer.length > 0) return finer;
    }
    return [];
  }

  /** A plain field where a tile is on its way; what stands in for it covers the field. */
  #markWaiting(missing: readonly TileAddress[], { scale, lanes, palette }: Frame, track: Track): void {
    const { y, height } = lanes.spectrogram;
    for (const { level, index } of missing) {
      const span = tileSeconds(level, track.sampleRate);
      const x0 = Math.max(0, timeToX(scale, index * span));
      const x1 = Math.min(scale.width, timeToX(scale, Math.min(track.duration, (index + 1) * span)));
      if (x1 > x0) this.#waiting.rect(x0, y, x1 - x0 - 1, height);
    }
    this.#waiting.fill({ color: palette.raised });
  }

  #place(slot: number, address: TileAddress, { scale, lanes }: Frame, track: Track): void {
    const span = tileSeconds(address.level, track.sampleRate);
    this.#painter.place(slot, this.#tiles.get(address)!.source, {
      x: timeToX(scale, address.index * span),
      y: lanes.spectrogram.y,
      width: span * pixelsPerSecond(scale),
      height: lanes.spectrogram.height,
    });
  }
}
