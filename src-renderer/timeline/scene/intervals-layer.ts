import { Container, Graphics } from 'pixi.js';
import { bandOf, fill, type Interval, POINTS_A_WINDOW } from '../interval-band.ts';
import type { Frame, Layer } from './frame.ts';
import { StripMesh } from './strip-mesh.ts';

const DASH_REM = 0.35;

/**
 * Bands of value ± half width. A band is filled where the sound is familiar to the model, and only its edges are dashed where it is
 * not: there the coverage was not measured.
 */
export class IntervalsLayer implements Layer {
  readonly container = new Container();
  readonly #dashes = new Graphics();
  #intervals: readonly Interval[] = [];
  #meshes: StripMesh[] = [];

  constructor() {
    this.container.addChild(this.#dashes);
  }

  show(intervals: readonly Interval[]): void {
    this.#intervals = intervals;
  }

  update(frame: Frame): void {
    this.#dashes.clear();
    this.#intervals.forEach((interval, i) => {
      this.#draw(this.#mesh(i, POINTS_A_WINDOW * (interval.curves.prediction.count + 1)), interval, frame);
    });
    for (const mesh of this.#meshes.slice(this.#intervals.length)) mesh.visible = false;
  }

  [Symbol.dispose](): void {
    for (const mesh of this.#meshes) mesh.destroy();
    this.container.destroy({ children: true });
  }

  #mesh(slot: number, points: number): StripMesh {
    const present = this.#meshes[slot];
    if (present && present.capacity >= points) return present;
    present?.destroy();
    const mesh = new StripMesh(points, 0xffffff);
    this.container.addChild(mesh);
    this.#meshes[slot] = mesh;
    return mesh;
  }

  #draw(mesh: StripMesh, interval: Interval, frame: Frame): void {
    const band = bandOf(interval, frame);
    mesh.tint = interval.colour;
    mesh.alpha = 0.16;
    mesh.show(band === null ? 0 : fill(band, mesh.corners));
    if (band === null) return;
    const { rem, scale } = frame;
    const dash = DASH_REM * rem;
    // On the recording's own grid, so that dashes stay where they are while the view moves.
    const start = Math.max(0, band.offset);
    const end = Math.min(scale.width, band.offset + band.last * band.step);
    for (let x = start - ((start - band.offset) % (2 * dash)); x < end; x += 2 * dash) {
      if (band.known(Math.round((x + dash / 2 - band.offset) / band.step))) continue;
      const to = Math.min(end, x + dash);
      for (const edge of [0, 1] as const)
        this.#dashes.moveTo(x, band.edges(x)[edge]).lineTo(to, band.edges(to)[edge]);
    }
    this.#dashes.stroke({ color: interval.colour, alpha: 0.75, width: 1 });
  }
}
