import { Graphics } from 'pixi.js';
import { timeToX } from '../time-scale.ts';
import type { Frame } from './frame.ts';

/** The playhead over all lanes, and its mark in the overview. It moves by whole pixels, so most frames need no drawing at all. */
export class PlayheadLayer implements Disposable {
  readonly container = new Graphics();
  #frame: Frame | null = null;
  #x = Number.NaN;
  #overviewX = Number.NaN;

  /** Brings the playhead to `position` (seconds); true when the picture changed by it. */
  move(position: number, frame: Frame): boolean {
    const x = Math.round(Math.min(frame.width + 9, Math.max(-9, timeToX(frame.scale, position))));
    const overviewX = Math.round((position / Math.max(frame.duration, 0.01)) * frame.width);
    if (frame === this.#frame && x === this.#x && overviewX === this.#overviewX) return false;
    this.#frame = frame;
    this.#x = x;
    this.#overviewX = overviewX;
    this.#draw(x, overviewX, frame);
    return true;
  }

  [Symbol.dispose](): void {
    this.container.destroy();
  }

  #draw(x: number, overviewX: number, { duration, lanes, height, palette }: Frame): void {
    this.container.clear();
    if (duration === 0) return;
    const top = lanes.ruler.y;
    const { spectrogram, overview } = lanes;
    this.container
      .rect(x, top, 1, height - top)
      .rect(overviewX, overview.y, 1, overview.height)
      .poly([x - 4, top, x + 5, top, x + 0.5, top + 7])
      .fill({ color: palette.playhead })
      .rect(x, spectrogram.y, 1, spectrogram.height)
      .fill({ color: palette.over.line });
  }
}
