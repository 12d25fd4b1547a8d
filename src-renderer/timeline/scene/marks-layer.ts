import { Container, Graphics } from 'pixi.js';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { raises } from '../../../src-preload/contract/edit-step.ts';
import { targetBounds } from '../../../src-preload/contract/target-bounds.ts';
import type { Loop } from '../../stores/playback.ts';
import type { Corner, Marker, Region } from '../../stores/view.ts';
import { type FrequencyScale, hertzToY } from '../frequency-scale.ts';
import type { Lane } from '../lanes.ts';
import { ringsOf } from '../outline.ts';
import { outlineSpans, ringPath } from '../outline-picture.ts';
import { type TimeScale, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';

/** What is marked on the timeline; times in seconds. */
export interface Marks {
  readonly window: readonly [number, number] | null;
  readonly loop: Loop | null;
  readonly loopOn: boolean;
  readonly region: Region | null;
  /** The highest frequency of the recording, Hz: a region from 0 up to it is a time range. */
  readonly nyquist: number;
  readonly markers: readonly Marker[];
  readonly steps: readonly EditStep[];
}

/** What a target without bounds in frequency is drawn over. */
const ALL_FREQUENCIES = [0, Number.MAX_VALUE] as const;
const NO_MARKS: Marks = {
  window: null,
  loop: null,
  loopOn: false,
  region: null,
  nyquist: 0,
  markers: [],
  steps: [],
};

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
    this.#drawMarkers(frame);
    for (const step of this.#marks.steps) this.#drawEdit(step, frame);
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

  /** A line through the lanes; the names are buttons over the ruler. */
  #drawMarkers({ scale, lanes, palette, width, height, duration }: Frame): void {
    const { ruler, waveform, spectrogram, emotions, overview } = lanes;
    for (const { time } of this.#marks.markers) {
      const x = Math.round(timeToX(scale, time));
      if (x >= 0 && x <= width) {
        this.#over.rect(x, ruler.y, 1, waveform.y + waveform.height - ruler.y);
        this.#over.rect(x, emotions.y, 1, height - emotions.y);
      }
      this.#over.rect(Math.round((time / Math.max(duration, 0.01)) * width), overview.y, 1, 6);
    }
    this.#over.fill({ color: palette.text, alpha: 0.35 });
    for (const { time } of this.#marks.markers) {
      const x = Math.round(timeToX(scale, time));
      if (x >= 0 && x <= width) this.#over.rect(x, spectrogram.y, 1, spectrogram.height);
    }
    this.#over.fill({ color: palette.over.line, alpha: 0.45 });
  }

  /** Lines at the left and right end of a stretch through some lanes. */
  #drawEdges(lanes: readonly Lane[], x0: number, x1: number, color: number): void {
    for (const { y, height } of lanes) this.#over.rect(x0, y, 1, height).rect(x1 - 1, y, 1, height);
    this.#over.fill({ color, alpha: 0.85 });
  }

  /** The border of a step's target, with its sign. Segments have their own layer. */
  #drawEdit(step: EditStep, frame: Frame): void {
    const { target, bypassed } = step;
    if (target.kind === 'segments') return;
    const { scale, frequency, lanes, palette, rem } = frame;
    const { timeRange, frequencyRange } = targetBounds(target);
    const [x0, x1] = span(scale, timeRange);
    const [y0, y1] = rows(frequencyRange ?? ALL_FREQUENCIES, lanes.spectrogram, frequency);
    const colour = raises(step) ? palette.over.plus : palette.over.minus;
    const alpha = bypassed ? 0.35 : 0.95;
    const look = { color: colour, alpha, width: 1.5, alignment: 1 };
    if (target.kind === 'lasso') this.#traceRings(target.points, frame).stroke({ ...look, alignment: 0.5 });
    else this.#over.rect(x0, y0, x1 - x0, y1 - y0).stroke(look);
    // Plus or minus in the corner, or below an outline's highest one, so that the sign does not hang on the colour.
    const size = Math.min(0.6 * rem, (y1 - y0) / 2, (x1 - x0) / 2);
    if (size < 4) return;
    const top = target.kind === 'lasso' ? target.points.reduce((a, b) => (b[1] > a[1] ? b : a)) : null;
    const left = top ? Math.round(timeToX(scale, top[0]) - size / 2) : x0 + 3;
    const above = y0 + (top ? 0.5 * rem : 3);
    this.#over.rect(left, above + size / 2 - 1, size, 2).fill({ color: colour, alpha });
    if (colour === palette.over.plus)
      this.#over.rect(left + size / 2 - 1, above, 2, size).fill({ color: colour, alpha });
  }

  #drawRegion({ timeRange, frequencyRange, outline }: Region, frame: Frame): void {
    const { scale, frequency, lanes, palette } = frame;
    const [x0, x1] = span(scale, timeRange);
    const fill = { color: palette.over.line, alpha: 0.12 };
    const line = { color: palette.over.line, width: 1.5 };
    if (outline) {
      for (const [x, y0, y1, width] of outlineSpans(outline, frame)) this.#over.rect(x, y0, width, y1 - y0);
      this.#over.fill(fill);
      this.#traceRings(outline, frame).stroke({ ...line, alignment: 0.5 });
      return;
    }
    const isTimeRange = frequencyRange[0] <= 0 && frequencyRange[1] >= this.#marks.nyquist;
    const all = [0, Number.POSITIVE_INFINITY] as const;
    const [y0, y1] = rows(isTimeRange ? all : frequencyRange, lanes.spectrogram, frequency);
    this.#over.rect(x0, y0, x1 - x0, y1 - y0).fill(fill);
    this.#over.rect(x0, y0, x1 - x0, y1 - y0).stroke({ ...line, alignment: 1 });
    if (!isTimeRange) return;
    // It shows on the waveform, where it is drawn, as well.
    const { y, height } = lanes.waveform;
    this.#over.rect(x0, y, x1 - x0, height).fill({ color: palette.text, alpha: 0.1 });
    this.#over.rect(x0, y, x1 - x0, height).stroke({ color: palette.text, width: 1.5, alignment: 1 });
  }

  /** The rings of an outline as paths to be stroked, cut off at the lane. */
  #traceRings(outline: readonly Corner[], frame: Frame): Graphics {
    for (const ring of ringsOf(outline)) this.#over.poly(ringPath(ring, frame));
    return this.#over;
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
