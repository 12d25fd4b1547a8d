import { BufferImageSource, Container, Graphics, Mesh, MeshGeometry, Shader, UniformGroup } from 'pixi.js';
import type { Curves } from '../../stores/session.ts';
import { HEAT_COLUMNS, heatPicture } from '../heat-picture.ts';
import { timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { HEAT_MAP_FRAGMENT } from './heat-map-shader.ts';
import { ROW_RANGE } from './mid-level-layer.ts';
import { PICTURE_VERTEX } from './picture-shader.ts';

/** The mid-level features as a heat map. Its picture is made once a prediction and only placed after. */
export class HeatMapLayer implements Layer {
  readonly container = new Container();
  readonly #lines = new Graphics();
  #curves: Curves | null = null;
  #picture: BufferImageSource | null = null;
  #mesh: Mesh<MeshGeometry, Shader> | null = null;
  #uniforms: UniformGroup | null = null;

  show(curves: Curves | null): void {
    if (curves === this.#curves) return;
    this.#clear();
    this.#curves = curves;
    if (curves && curves.prediction.midLevelNames.length > 0) this.#open(curves);
  }

  update({ scale, lanes, palette, width, rem }: Frame): void {
    this.#lines.clear();
    if (!this.#curves || !this.#mesh || !this.#uniforms) return;
    const { hopSeconds, windowSeconds, count, duration, midLevelNames } = this.#curves.prediction;
    const half = Math.min(windowSeconds, duration) / 2;
    // A window stands for half a hop to either side of its centre; a single one for the whole recording.
    const x0 = timeToX(scale, count === 1 ? 0 : half - hopSeconds / 2);
    const x1 = timeToX(scale, count === 1 ? duration : half + (count - 0.5) * hopSeconds);
    const { y, height } = lanes.midLevel;
    this.#mesh.position.set(x0, y);
    this.#mesh.scale.set(x1 - x0, height);
    const { uniforms } = this.#uniforms;
    uniforms.uPlus = rgb(palette.plus);
    uniforms.uMinus = rgb(palette.minus);
    uniforms.uStripe = rem * 0.4 * (globalThis.devicePixelRatio || 1);
    for (let i = 1; i < midLevelNames.length; i++)
      this.#lines.rect(0, Math.round(y + (i * height) / midLevelNames.length), width, 1);
    this.#lines.fill({ color: palette.ground });
  }

  [Symbol.dispose](): void {
    this.#clear();
    this.container.destroy({ children: true });
  }

  #open(curves: Curves): void {
    const { count, midLevelNames } = curves.prediction;
    const { bytes, linesEach } = heatPicture(curves, ROW_RANGE);
    this.#picture = new BufferImageSource({
      resource: bytes,
      width: HEAT_COLUMNS,
      height: linesEach * midLevelNames.length,
      format: 'r8unorm',
      alphaMode: 'no-premultiply-alpha',
      scaleMode: 'nearest',
    });
    this.#uniforms = new UniformGroup({
      uShape: {
        value: new Float32Array([count, midLevelNames.length, linesEach, HEAT_COLUMNS]),
        type: 'vec4<f32>',
      },
      uPlus: { value: new Float32Array(3), type: 'vec3<f32>' },
      uMinus: { value: new Float32Array(3), type: 'vec3<f32>' },
      uStripe: { value: 6, type: 'f32' },
    });
    const geometry = new MeshGeometry({
      positions: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
      uvs: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
      indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    });
    const shader = Shader.from({
      gl: { vertex: PICTURE_VERTEX, fragment: HEAT_MAP_FRAGMENT },
      resources: { heatUniforms: this.#uniforms, uHeat: this.#picture },
    });
    this.#mesh = new Mesh({ geometry, shader });
    this.container.addChild(this.#mesh, this.#lines);
  }

  #clear(): void {
    this.container.removeChildren();
    this.#mesh?.geometry.destroy(true);
    this.#mesh?.shader?.destroy();
    this.#mesh?.destroy();
    this.#picture?.destroy();
    this.#mesh = this.#picture = this.#uniforms = null;
    this.#lines.clear();
  }
}

const rgb = (colour: number) =>
  new Float32Array([((colour >> 16) & 255) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255]);
