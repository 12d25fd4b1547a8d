import { BitmapText, Container, Graphics } from 'pixi.js';
import { formatTime } from '../../ui/format.ts';
import { rulerTicks, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';

const LABEL_SPACING_REM = 5.5;

/** Time ticks with labels, and faint lines through the lanes below at the labelled ones. */
export class RulerLayer implements Layer {
  readonly container = new Container();
  readonly #lines = new Graphics();
  readonly #labels: BitmapText[] = [];

  constructor() {
    this.container.addChild(this.#lines);
  }

  update({ scale, lanes, palette, rem, height, duration }: Frame): void {
    const { major, minor, decimals } = rulerTicks(scale, LABEL_SPACING_REM * rem);
    const bottom = lanes.ruler.y + lanes.ruler.height;
    const inside = (time: number) => time >= 0 && time <= duration;
    this.#lines.clear();
    for (const time of minor)
      if (inside(time)) this.#lines.rect(Math.round(timeToX(scale, time)), bottom - 4, 1, 4);
    this.#lines.fill({ color: palette.lineStrong });
    for (const time of major)
      if (inside(time)) this.#lines.rect(Math.round(timeToX(scale, time)), bottom - 9, 1, 9);
    this.#lines.fill({ color: palette.textMuted });
    for (const time of major) {
      if (!inside(time)) continue;
      const x = Math.round(timeToX(scale, time));
      this.#lines.rect(x, lanes.emotions.y, 1, height - lanes.emotions.y);
      this.#lines.rect(x, lanes.waveform.y, 1, lanes.waveform.height);
    }
    this.#lines.fill({ color: palette.line, alpha: 0.8 });
    let used = 0;
    for (const time of major) {
      if (!inside(time)) continue;
      const label = this.#label(used++, rem);
      label.text = formatTime(time, decimals);
      label.tint = palette.textMuted;
      label.position.set(
        Math.round(timeToX(scale, time) + 0.3 * rem),
        Math.round(lanes.ruler.y + 0.15 * rem),
      );
      label.visible = true;
    }
    for (const label of this.#labels.slice(used)) label.visible = false;
  }

  [Symbol.dispose](): void {
    this.container.destroy({ children: true });
  }

  #label(slot: number, rem: number): BitmapText {
    const size = Math.round(0.6875 * rem);
    const present = this.#labels[slot];
    if (present) {
      present.style.fontSize = size;
      return present;
    }
    const label = new BitmapText({
      text: '',
      style: { fontFamily: 'Inter, Segoe UI, DejaVu Sans, sans-serif', fontSize: size, fill: 0xffffff },
    });
    this.#labels.push(label);
    this.container.addChild(label);
    return label;
  }
}
