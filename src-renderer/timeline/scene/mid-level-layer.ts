import { Container, Graphics } from 'pixi.js';
import type { Curves } from '../../stores/session.ts';
import { pixelsPerSecond, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { StripMesh } from './strip-mesh.ts';

/** A row shows values from −2 to +2 standard deviations. */
export const ROW_RANGE = 2;

interface Row {
  readonly plus: StripMesh;
  readonly minus: StripMesh;
}

/**
 * One row a mid-level feature: an area above the row's middle where the feature is over the training mean, below where it is
 * under. Sign so shows by place as well as by colour. Geometry is made once a prediction and only scaled after.
 */
export class MidLevelLayer implements Layer {
  readonly container = new Container();
  readonly #lines = new Graphics();
  #curves: Curves | null = null;
  #rows: Row[] = [];

  constructor() {
    this.container.addChild(this.#lines);
  }

  show(curves: Curves | null): void {
    if (curves === this.#curves) return;
    this.#clear();
    this.#curves = curves;
    if (!curves) return;
    this.#rows = curves.prediction.midLevelNames.map((_, column) => ({
      plus: areaOf(curves, column, 1),
      minus: areaOf(curves, column, -1),
    }));
    for (const { plus, minus } of this.#rows) this.container.addChild(plus, minus);
  }

  update(frame: Frame): void {
    this.#lines.clear();
    const curves = this.#curves;
    if (!curves || this.#rows.length === 0) return;
    const { lanes, scale, palette, width } = frame;
    const { hopSeconds, windowSeconds, count, duration } = curves.prediction;
    const height = lanes.midLevel.height / this.#rows.length;
    const half = Math.min(windowSeconds, duration) / 2;
    this.#rows.forEach(({ plus, minus }, i) => {
      const middle = lanes.midLevel.y + (i + 0.5) * height;
      plus.tint = palette.plus;
      minus.tint = palette.minus;
      for (const mesh of [plus, minus]) {
        mesh.x = timeToX(scale, count === 1 ? 0 : half);
        mesh.y = middle;
        mesh.scale.set(
          (count === 1 ? duration : hopSeconds) * pixelsPerSecond(scale),
          Math.max(0.5, height / 2 - 1) / ROW_RANGE,
        );
      }
      this.#lines.rect(0, Math.round(middle), width, 1);
    });
    this.#lines.fill({ color: palette.lineStrong, alpha: 0.7 });
  }

  [Symbol.dispose](): void {
    this.#clear();
    this.container.destroy({ children: true });
  }

  #clear(): void {
    for (const { plus, minus } of this.#rows) {
      plus.destroy();
      minus.destroy();
    }
    this.#rows = [];
  }
}

/** The area between zero and a feature's values of one sign; x in windows, y in standard deviations, upwards negative. */
function areaOf({ values, names, prediction }: Curves, column: number, sign: 1 | -1): StripMesh {
  const points = Math.max(2, prediction.count);
  const mesh = new StripMesh(points, 0xffffff);
  for (let i = 0; i < points; i++) {
    const value = values[Math.min(i, prediction.count - 1) * names.length + column]!;
    const size = Math.min(ROW_RANGE, Math.max(0, sign * value));
    mesh.corners.set([i, 0, i, -sign * size], 4 * i);
  }
  mesh.show(points);
  return mesh;
}
