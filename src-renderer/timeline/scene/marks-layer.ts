import { Container, Graphics } from 'pixi.js';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { Loop } from '../../stores/playback.ts';
import type { Region } from '../../stores/view.ts';
import { type FrequencyScale, hertzToY } from '../frequency-scale.ts';
import type { Lane } from '../lanes.ts';
import { type TimeScale, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';

/** What is marked on the timeline; times in seconds. */
export interface Marks {
  readonly window: readonly [number, number] | null;
  readonly loop: Loop | null;
  readonly loopOn: boolean;
  readonly region: Region | null;
  readonly steps: readonly EditStep[];
}

const NO_MARKS: Marks = { window: null, loop: null, loopOn: false, region: null, steps: [] };

/** The chosen window, the loop, the free region, the regions of edits, and the overview's frame. */
export class MarksLayer implements Layer {
  readonly container = new Container();
  readonly #under = new Graphics();
  readonly #over = new Graphics();
  #marks: Marks = NO_MARKS;

  constructor() {
    this.container.addChild(this.#under, this.#over);
  }

  show(marks: Marks): void {
    this.#marks = marks;
  }

  update(frame: Frame): void {
    this.#under.clear();
    this.#over.clear();
    this.#drawWindow(frame);
    this.#drawLoop(frame);
    for (const step of this.#marks.steps) if (step.target.kind === 'region') this.#drawEdit(step, frame);
    if (this.#marks.region) this.#drawRegion(this.#marks.region, frame);
    this.#drawOverview(frame);
  }

  [Symbol.dispose](): void {
    this.container.destroy({ children: true });
  }

  #drawWindow({ scale, lanes, palette }: Frame): void {
    const { window } = this.#marks;
    if (!window) return;
    const [x0, x1] = span(scale, window);
    for (const lane of [lanes.waveform, lanes.emotions, lanes.midLevel]) {
      this.#under.rect(x0, lane.y, x1 - x0, lane.height).fill({ color: palette.accent, alpha: 0.1 });
    }
    this.#over.rect(x0, lanes.waveform.y, x1 - x0, 2);
    this.#drawEdges([lanes.waveform, lanes.emotions, lanes.midLevel], x0, x1, palette.accent);
    this.#drawEdges([lanes.spectrogram], x0, x1, palette.over.accent);
  }

  #drawLoop({ scale, lanes, palette }: Frame): void {
    const { loop, loopOn } = this.#marks;
    if (!loop) return;
    const [x0, x1] = span(scale, [loop.start, loop.end]);
    const alpha = loopOn ? 1 : 0.4;
    const { y, height } = lanes.ruler;
    this.#over.rect(x0, y, x1 - x0, height).fill({ color: palette.loop, alpha: 0.22 * alpha });
    this.#over.rect(x0, y, x1 - x0, 3).fill({ color: palette.loop, alpha });
    if (!loopOn) return;
    this.#drawEdges([lanes.ruler, lanes.waveform, lanes.emotions, lanes.midLevel], x0, x1, palette.loop);
    this.#drawEdges([lanes.spectrogram], x0, x1, palette.over.loop);
  }

  /** Lines at the left and right end of a stretch through some lanes. */
  #drawEdges(lanes: readonly Lane[], x0: number, x1: number, color: number): void {
    for (const { y, height } of lanes) this.#over.rect(x0, y, 1, height).rect(x1 - 1, y, 1, height);
    this.#over.fill({ color, alpha: 0.85 });
  }

  #drawEdit({ target, bypassed, gainDb }: EditStep, { scale, frequency, lanes, palette, rem }: Frame): void {
    if (target.kind !== 'region') return;
    const [x0, x1] = span(scale, target.timeRange);
    const [y0, y1] = rows(target.frequencyRange, lanes.spectrogram, frequency);
    const colour = gainDb !== null && gainDb > 0 ? palette.over.plus : palette.over.minus;
    const alpha = bypassed ? 0.35 : 0.95;
    this.#over.rect(x0, y0, x1 - x0, y1 - y0).stroke({ color: colour, alpha, width: 1.5, alignment: 1 });
    // Plus or minus in the corner, so that the sign does not hang on the colour.
    const size = Math.min(0.6 * rem, (y1 - y0) / 2, (x1 - x0) / 2);
    if (size < 4) return;
    this.#over.rect(x0 + 3, y0 + 3 + size / 2 - 1, size, 2).fill({ color: colour, alpha });
    if (colour === palette.over.plus)
      this.#over.rect(x0 + 2 + size / 2, y0 + 3, 2, size).fill({ color: colour, alpha });
  }

  #drawRegion({ timeRange, frequencyRange }: Region, { scale, frequency, lanes, palette }: Frame): void {
    const [x0, x1] = span(scale, timeRange);
    const [y0, y1] = rows(frequencyRange, lanes.spectrogram, frequency);
    this.#over.rect(x0, y0, x1 - x0, y1 - y0).fill({ color: palette.over.line, alpha: 0.12 });
    this.#over.rect(x0, y0, x1 - x0, y1 - y0).stroke({ color: palette.over.line, width: 1.5, alignment: 1 });
  }

  #drawOverview({ scale, lanes, palette, duration, width }: Frame): void {
    const { y, height } = lanes.overview;
    const whole = { from: 0, to: Math.max(duration, 0.01), width };
    const { window, loop, loopOn } = this.#marks;
    if (loop && loopOn) {
      const [x0, x1] = span(whole, [loop.start, loop.end]);
      this.#over.rect(x0, y, x1 - x0, 3).fill({ color: palette.loop });
    }
    if (window) {
      const [x0, x1] = span(whole, window);
      this.#over.rect(x0, y + height - 3, Math.max(2, x1 - x0), 3).fill({ color: palette.accent });
    }
    const [x0, x1] = span(whole, [scale.from, scale.to]);
    this.#over
      .rect(0, y, x0, height)
      .rect(x1, y, width - x1, height)
      .fill({ color: palette.ground, alpha: 0.6 });
    this.#over
      .rect(x0, y, Math.max(3, x1 - x0), height)
      .stroke({ color: palette.lineStrong, width: 1, alignment: 1 });
  }
}

function span(scale: TimeScale, [from, to]: readonly [number, number]): [number, number] {
  const x0 = Math.max(-4, Math.round(timeToX(scale, from)));
  return [x0, Math.min(scale.width + 4, Math.max(x0 + 1, Math.round(timeToX(scale, to))))];
}

function rows(
  [low, high]: readonly [number, number],
  lane: Pick<Lane, 'y' | 'height'>,
  scale: FrequencyScale,
): [number, number] {
  const clamp = (y: number) => lane.y + Math.min(lane.height, Math.max(0, y));
  return [clamp(hertzToY(high, lane.height, scale)), clamp(hertzToY(low, lane.height, scale))];
}
