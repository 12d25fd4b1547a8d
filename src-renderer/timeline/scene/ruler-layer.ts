import { BitmapText, Container, Graphics } from 'pixi.js';
import type { RulerShows } from '../../stores/view.ts';
import { formatTime } from '../../ui/format.ts';
import { type BeatMap, barTicks } from '../beat-map.ts';
import { rulerTicks, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';

const LABEL_SPACING_REM = 5.5;
const BAR_SPACING_REM = 2.75;
/** Height of the line for time where bars have a line of their own. */
const TIME_LINE_REM = 1.125;

interface Tick {
  readonly time: number;
  readonly label: string;
}

interface Line {
  readonly major: readonly Tick[];
  readonly minor: readonly number[];
  /** Of the labels and of the ticks' feet, from the top of the canvas; px. */
  readonly top: number;
  readonly bottom: number;
}

/** Ticks with labels in time, in bars or in both, and faint lines through the lanes below at the labelled ones. */
export class RulerLayer implements Layer {
  readonly container = new Container();
  /** Lines at bars and beats over the spectrogram. */
  readonly over = new Graphics();
  readonly #lines = new Graphics();
  readonly #labels: BitmapText[] = [];
  #used = 0;
  #beats: BeatMap | null = null;
  #shows: RulerShows = 'time';

  constructor() {
    this.container.addChild(this.#lines);
  }

  /** Without beats it shows the time. */
  show(beats: BeatMap | null, shows: RulerShows): void {
    this.#beats = beats;
    this.#shows = beats === null ? 'time' : shows;
  }

  update(frame: Frame): void {
    const { scale, lanes, rem, duration } = frame;
    this.#lines.clear();
    this.over.clear();
    this.#used = 0;
    const { y, height } = lanes.ruler;
    const bottom = y + height;
    const inside = ({ time }: Pick<Tick, 'time'>) => time >= 0 && time <= duration;
    if (this.#shows !== 'bars') {
      const { major, minor, decimals } = rulerTicks(scale, LABEL_SPACING_REM * rem);
      const ticks = major.map((time) => ({ time, label: formatTime(time, decimals) })).filter(inside);
      const foot = this.#shows === 'both' ? Math.round(y + TIME_LINE_REM * rem) : bottom;
      this.#drawLine(frame, {
        major: ticks,
        minor: minor.filter((time) => inside({ time })),
        top: y,
        bottom: foot,
      });
      if (this.#shows === 'both')
        this.#lines.rect(0, foot, frame.width, 1).fill({ color: frame.palette.line });
      else
        this.#drawThrough(
          frame,
          ticks.map(({ time }) => time),
          0.8,
        );
    }
    if (this.#shows !== 'time' && this.#beats) {
      const { major, minor } = barTicks(this.#beats, scale, BAR_SPACING_REM * rem);
      const top = this.#shows === 'both' ? y + TIME_LINE_REM * rem : y;
      this.#drawLine(frame, { major, minor, top, bottom });
      const bars = major.map(({ time }) => time);
      this.#drawThrough(frame, bars, 0.8);
      this.#drawThrough(frame, minor, 0.35);
      this.#drawOver(frame, bars, 0.22);
      this.#drawOver(frame, minor, 0.09);
    }
    for (const label of this.#labels.slice(this.#used)) label.visible = false;
  }

  [Symbol.dispose](): void {
    this.container.destroy({ children: true });
    this.over.destroy();
  }

  #drawLine({ scale, palette, rem }: Frame, { major, minor, top, bottom }: Line): void {
    for (const time of minor) this.#lines.rect(Math.round(timeToX(scale, time)), bottom - 4, 1, 4);
    this.#lines.fill({ color: palette.lineStrong });
    for (const { time } of major) this.#lines.rect(Math.round(timeToX(scale, time)), bottom - 9, 1, 9);
    this.#lines.fill({ color: palette.textMuted });
    for (const { time, label: text } of major) {
      const label = this.#label(rem);
      label.text = text;
      label.tint = palette.textMuted;
      label.position.set(Math.round(timeToX(scale, time) + 0.3 * rem), Math.round(top + 0.15 * rem));
      label.visible = true;
    }
  }

  /** Faint lines through the waveform and the curves. */
  #drawThrough({ scale, lanes, palette, height }: Frame, times: readonly number[], alpha: number): void {
    for (const time of times) {
      const x = Math.round(timeToX(scale, time));
      this.#lines.rect(x, lanes.emotions.y, 1, height - lanes.emotions.y);
      this.#lines.rect(x, lanes.waveform.y, 1, lanes.waveform.height);
    }
    this.#lines.fill({ color: palette.line, alpha });
  }

  #drawOver({ scale, lanes, palette }: Frame, times: readonly number[], alpha: number): void {
    const { y, height } = lanes.spectrogram;
    for (const time of times) this.over.rect(Math.round(timeToX(scale, time)), y, 1, height);
    this.over.fill({ color: palette.over.line, alpha });
  }

  #label(rem: number): BitmapText {
    const size = Math.round(0.6875 * rem);
    const present = this.#labels[this.#used++];
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
