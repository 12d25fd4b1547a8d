import { Container } from 'pixi.js';
import type { AudioRef, Track } from '../../../src-preload/contract/domain.ts';
import type { EngineClient } from '../../engine-client.ts';
import { BLOCK_COLUMNS, blockExtent, type PeakBlock, PeakStore, peakLevelFor } from '../peak-store.ts';
import { pixelsPerSecond, type TimeScale, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { StripMesh } from './strip-mesh.ts';

/** Where a waveform is drawn: its time scale, and its top and height in px. */
interface Area {
  readonly scale: TimeScale;
  readonly y: number;
  readonly height: number;
}

/** A block's strip: x is the column, y the amplitude, upwards negative; scaled into place at every frame. */
function buildStrip(peaks: Float32Array, thinnest: number): StripMesh {
  const columns = peaks.length / 2;
  const strip = new StripMesh(columns + 1, 0xffffff);
  for (let c = 0; c <= columns; c++) {
    const source = Math.min(c, columns - 1);
    const low = Math.max(-1, peaks[2 * source]!);
    const high = Math.min(1, peaks[2 * source + 1]!);
    const thin = Math.max(0, thinnest - (high - low)) / 2;
    strip.corners.set([c, -(high + thin), c, -(low - thin)], 4 * c);
  }
  strip.show(columns + 1);
  return strip;
}

/** The waveform of a time scale in a rectangle: minimum to maximum over all channels. */
export class WaveformLayer implements Layer {
  readonly container = new Container();
  readonly #peaks: PeakStore<StripMesh>;
  readonly #area: (frame: Frame) => Area;
  #track: Track | null = null;
  #audio: AudioRef | null = null;
  #original: AudioRef | null = null;
  #placed: StripMesh[] = [];

  constructor(engine: EngineClient, onBlock: () => void, area: (frame: Frame) => Area, thinnest: number) {
    this.#area = area;
    this.#peaks = new PeakStore(engine, {
      build: (peaks) => buildStrip(peaks, thinnest),
      free: (strip) => strip.destroy(),
      onBlock,
    });
  }

  /** Shows this sound; while its blocks are missing, those of `original` stand in. */
  show(track: Track | null, audio: AudioRef | null, original: AudioRef | null): void {
    this.#track = track;
    this.#audio = audio;
    this.#original = original;
  }

  update(frame: Frame): void {
    for (const strip of this.#placed) if (!strip.destroyed) this.container.removeChild(strip);
    this.#placed = [];
    const track = this.#track;
    const audio = this.#audio;
    if (!track || !audio) {
      this.#peaks.want([], null);
      return;
    }
    const area = this.#area(frame);
    const level = peakLevelFor(1 / pixelsPerSecond(area.scale), track.sampleRate);
    const span = (BLOCK_COLUMNS * 2 ** level) / track.sampleRate;
    const missing: PeakBlock[] = [];
    const first = Math.floor(area.scale.from / span);
    const last = Math.ceil(Math.min(area.scale.to, track.duration) / span) - 1;
    for (let index = first; index <= last; index++) {
      const block = { audio, level, index };
      if (this.#place(block, area, frame, track)) continue;
      missing.push(block);
      this.#standIn(block, area, frame, track);
    }
    this.#peaks.want(missing, track);
  }

  [Symbol.dispose](): void {
    for (const strip of this.#placed) if (!strip.destroyed) this.container.removeChild(strip);
    this.#peaks[Symbol.dispose]();
    this.container.destroy();
  }

  /** Shows the original's block, or a coarser one, in place of a block that is on its way. */
  #standIn({ audio, level, index }: PeakBlock, area: Area, frame: Frame, track: Track): void {
    if (
      this.#original &&
      this.#original !== audio &&
      this.#place({ audio: this.#original, level, index }, area, frame, track)
    )
      return;
    for (let up = 1; up <= 4; up++) {
      if (this.#place({ audio, level: level + up, index: index >> up }, area, frame, track)) return;
    }
  }

  #place(block: PeakBlock, { scale, y, height }: Area, frame: Frame, track: Track): boolean {
    const strip = this.#peaks.get(block);
    if (!strip) return false;
    if (this.#placed.includes(strip)) return true;
    const { start, end, columns } = blockExtent(block.level, block.index, track);
    strip.x = timeToX(scale, start);
    strip.y = y + height / 2;
    strip.scale.set(((end - start) * pixelsPerSecond(scale)) / columns, (height / 2) * 0.96);
    strip.tint = block.audio.steps.length > 0 ? frame.palette.waveEdited : frame.palette.wave;
    this.container.addChild(strip);
    this.#placed.push(strip);
    return true;
  }
}
