import { timeToX } from '../time-scale.ts';
import type { Frame } from './frame.ts';

/** Half the width of the playhead's head, px. */
const HEAD = 4;

/**
 * The playhead over all lanes, and its mark in the overview: elements over the canvas, so that the picture below is not drawn anew
 * while it plays. They move by whole pixels.
 */
export class Playhead implements Disposable {
  readonly #line = element('playhead');
  readonly #light = element('playhead-light');
  readonly #mark = element('playhead-mark');
  #frame: Frame | null = null;
  #x = Number.NaN;
  #overviewX = Number.NaN;

  /** Puts its elements behind `canvas`, over it. */
  constructor(canvas: HTMLCanvasElement) {
    this.#line.append(this.#light);
    canvas.after(this.#line, this.#mark);
  }

  /** Brings the playhead to `position` (seconds). */
  move(position: number, frame: Frame): void {
    if (frame !== this.#frame) this.#layOut(frame);
    const x = Math.round(Math.min(frame.width + 9, Math.max(-9, timeToX(frame.scale, position))));
    const overviewX = Math.round((position / Math.max(frame.duration, 0.01)) * frame.width);
    if (x !== this.#x) this.#line.style.transform = `translateX(${x - HEAD}px)`;
    if (overviewX !== this.#overviewX) this.#mark.style.transform = `translateX(${overviewX}px)`;
    this.#x = x;
    this.#overviewX = overviewX;
  }

  [Symbol.dispose](): void {
    this.#line.remove();
    this.#mark.remove();
  }

  #layOut(frame: Frame): void {
    const { duration, height } = frame;
    const { ruler, spectrogram, overview } = frame.lanes;
    this.#frame = frame;
    this.#line.hidden = this.#mark.hidden = duration === 0;
    place(this.#line, ruler.y, height - ruler.y);
    place(this.#light, spectrogram.y - ruler.y, spectrogram.height);
    place(this.#mark, overview.y, overview.height);
  }
}

function element(className: string): HTMLElement {
  const made = document.createElement('div');
  made.className = className;
  made.setAttribute('aria-hidden', 'true');
  return made;
}

function place({ style }: HTMLElement, top: number, height: number): void {
  style.top = `${top}px`;
  style.height = `${height}px`;
}
