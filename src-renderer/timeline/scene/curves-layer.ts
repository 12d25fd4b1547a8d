import { Container } from 'pixi.js';
import type { Curves } from '../../stores/session.ts';
import type { Lane } from '../lanes.ts';
import { ribbon } from '../ribbon.ts';
import { pixelsPerSecond, timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { StripMesh } from './strip-mesh.ts';

export interface Curve {
  readonly curves: Curves;
  readonly name: string;
  readonly colour: number;
  readonly alpha: number;
  /** In CSS px at 16 px to the rem. */
  readonly width: number;
  /** Values at the bottom and the top of the lane. */
  readonly range: readonly [number, number];
}

/** Values over time as lines through the windows' centres. */
export class CurvesLayer implements Layer {
  readonly container = new Container();
  readonly #lane: (frame: Frame) => Lane;
  #curves: readonly Curve[] = [];
  #meshes: StripMesh[] = [];
  #x = new Float32Array(0);
  #y = new Float32Array(0);

  constructor(lane: (frame: Frame) => Lane) {
    this.#lane = lane;
  }

  show(curves: readonly Curve[]): void {
    this.#curves = curves;
  }

  update(frame: Frame): void {
    this.#curves.forEach((curve, i) => {
      this.#draw(this.#mesh(i, curve.curves.prediction.count), curve, frame);
    });
    for (const mesh of this.#meshes.slice(this.#curves.length)) mesh.visible = false;
  }

  [Symbol.dispose](): void {
    for (const mesh of this.#meshes) mesh.destroy();
    this.container.destroy();
  }

  #mesh(slot: number, points: number): StripMesh {
    const present = this.#meshes[slot];
    if (present && present.capacity >= points + 1) return present;
    present?.destroy();
    const mesh = new StripMesh(points + 1, 0xffffff);
    this.container.addChild(mesh);
    this.#meshes[slot] = mesh;
    return mesh;
  }

  #draw(mesh: StripMesh, { curves, name, colour, alpha, width, range }: Curve, frame: Frame): void {
    const { hopSeconds, windowSeconds, count, duration } = curves.prediction;
    const column = curves.names.indexOf(name);
    const lane = this.#lane(frame);
    const half = Math.min(windowSeconds, duration) / 2;
    const first = Math.max(0, Math.floor((frame.scale.from - half) / hopSeconds) - 1);
    const last = Math.min(count - 1, Math.ceil((frame.scale.to - half) / hopSeconds) + 1);
    const points = this.#lineOf(curves, column, first, last, lane, range);
    const offset = timeToX(frame.scale, first * hopSeconds + half);
    const step = hopSeconds * pixelsPerSecond(frame.scale);
    for (let i = 0; i < points; i++) this.#x[i] = offset + i * step;
    if (count === 1 && points === 1) {
      this.#x[0] = timeToX(frame.scale, 0);
      this.#x[1] = timeToX(frame.scale, duration);
      this.#y[1] = this.#y[0]!;
    }
    const drawn = count === 1 ? 2 : points;
    ribbon(this.#x, this.#y, drawn, (width * frame.rem) / 16, mesh.corners);
    mesh.tint = colour;
    mesh.alpha = alpha;
    mesh.show(column < 0 ? 0 : drawn);
  }

  #lineOf(
    curves: Curves,
    column: number,
    first: number,
    last: number,
    lane: Lane,
    [low, high]: readonly [number, number],
  ): number {
    const points = Math.max(0, last - first + 1);
    if (this.#x.length < points + 1) {
      this.#x = new Float32Array(points + 1);
      this.#y = new Float32Array(points + 1);
    }
    const width = curves.names.length;
    for (let i = 0; i < points; i++) {
      const share = (curves.values[(first + i) * width + column]! - low) / (high - low);
      this.#y[i] = lane.y + (1 - Math.min(1, Math.max(0, share))) * lane.height;
    }
    return points;
  }
}
