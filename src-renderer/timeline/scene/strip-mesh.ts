import { Mesh, MeshGeometry, Texture } from 'pixi.js';
import { stripIndices } from '../ribbon.ts';

/** A strip of triangles in one colour, two corners a point; positions can be written anew without making new buffers. */
export class StripMesh extends Mesh<MeshGeometry> {
  readonly #capacity: number;

  /** Room for `capacity` points. */
  constructor(capacity: number, tint: number) {
    const points = Math.max(2, capacity);
    const geometry = new MeshGeometry({
      positions: new Float32Array(4 * points),
      uvs: new Float32Array(4 * points),
      indices: stripIndices(points),
    });
    geometry.batchMode = 'no-batch';
    super({ geometry, texture: Texture.WHITE });
    this.#capacity = points;
    this.tint = tint;
  }

  /** The corners to write, x and y by turns: four numbers a point. */
  get corners(): Float32Array {
    return this.geometry.positions;
  }

  get capacity(): number {
    return this.#capacity;
  }

  /** Shows the first `count` points; fewer than two show nothing. */
  show(count: number): void {
    this.visible = count >= 2;
    if (!this.visible) return;
    const corners = this.geometry.positions;
    const last = 4 * (count - 1);
    for (let i = 4 * count; i < corners.length; i += 2) {
      corners[i] = corners[last + 2]!;
      corners[i + 1] = corners[last + 3]!;
    }
    this.geometry.getBuffer('aPosition').update();
  }

  override destroy(): void {
    const { geometry } = this;
    super.destroy();
    geometry.destroy(true);
  }
}
