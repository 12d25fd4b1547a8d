import { Graphics } from 'pixi.js';
import type { Curves } from '../../stores/session.ts';
import { type FamiliarityRun, familiarityRuns } from '../familiarity-runs.ts';
import { timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';

/** Height of the strip, and the step of its hatching, in rem. */
const STRIP_REM = 0.4;
const HATCH_REM = 0.45;

/**
 * A strip at the top of the emotions lane: hatched where the sound is unusual to the model, filled where it is outside what it
 * knows; there the curves below are veiled. A thin line in the overview shows where to look.
 */
export class FamiliarityLayer implements Layer {
  readonly container = new Graphics();
  #curves: Curves | null = null;
  #runs: readonly FamiliarityRun[] = [];

  show(curves: Curves | null): void {
    if (curves === this.#curves) return;
    this.#curves = curves;
    this.#runs = curves ? familiarityRuns(curves) : [];
  }

  update(frame: Frame): void {
    this.container.clear();
    const { scale, lanes, width, duration, palette, rem } = frame;
    const whole = { from: 0, to: Math.max(duration, 0.01), width };
    for (const run of this.#runs) {
      const x0 = timeToX(whole, run.from);
      this.container.rect(x0, lanes.overview.y, Math.max(1, timeToX(whole, run.to) - x0), 2);
      this.container.fill({ color: palette.warning, alpha: run.word === 'outside' ? 1 : 0.5 });
      const from = Math.max(0, timeToX(scale, run.from));
      const to = Math.min(width, timeToX(scale, run.to));
      if (from < to) this.#drawRun(run, from, to, frame, Math.round(STRIP_REM * rem));
    }
  }

  [Symbol.dispose](): void {
    this.container.destroy();
  }

  #drawRun({ word }: FamiliarityRun, from: number, to: number, frame: Frame, height: number): void {
    const { lanes, palette, rem } = frame;
    const { y } = lanes.emotions;
    if (word === 'outside') {
      this.container.rect(from, y, to - from, height).fill({ color: palette.warning, alpha: 0.9 });
      for (const lane of [lanes.emotions, lanes.midLevel])
        this.container
          .rect(from, lane.y, to - from, lane.height)
          .fill({ color: palette.warning, alpha: 0.07 });
      return;
    }
    const step = HATCH_REM * rem;
    for (let x = Math.ceil((from - height) / step) * step; x < to; x += step) {
      const left = Math.max(from, x);
      const right = Math.min(to, x + height);
      if (left < right)
        this.container.moveTo(left, y + height - (left - x)).lineTo(right, y + height - (right - x));
    }
    this.container.stroke({ color: palette.warning, width: 1.5, alpha: 0.9 });
    this.container.rect(from, y + height, to - from, 1).fill({ color: palette.warning, alpha: 0.5 });
  }
}
