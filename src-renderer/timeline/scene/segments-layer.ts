import {
  BufferImageSource,
  Container,
  Mesh,
  MeshGeometry,
  Shader,
  type TextureSource,
  UniformGroup,
} from 'pixi.js';
import type { OpenExplanation } from '../../stores/explanation.ts';
import type { FrequencyScale } from '../frequency-scale.ts';
import { labelPicture, PICTURE_ROWS, STYLE_COLUMNS, stylePicture } from '../label-picture.ts';
import { timeToX } from '../time-scale.ts';
import type { Frame, Layer } from './frame.ts';
import { PICTURE_VERTEX } from './picture-shader.ts';
import { SEGMENTS_FRAGMENT } from './segments-shader.ts';

/** The segments of an explanation over the spectrogram: drawn by a shader from the label map, so that choosing and pointing redraw nothing else. */
export class SegmentsLayer implements Layer {
  readonly container = new Container();
  #explanation: OpenExplanation | null = null;
  #scale: FrequencyScale | null = null;
  #labels: TextureSource | null = null;
  #styles: BufferImageSource | null = null;
  #mesh: Mesh<MeshGeometry, Shader> | null = null;
  #uniforms: UniformGroup | null = null;

  show(
    explanation: OpenExplanation | null,
    scale: FrequencyScale,
    selected: ReadonlySet<number>,
    hovered: number | null,
  ): void {
    if (explanation !== this.#explanation || scale !== this.#scale) this.#open(explanation, scale);
    if (!explanation || !this.#styles) return;
    (this.#styles.resource as Uint8Array).set(stylePicture(explanation, selected, hovered));
    this.#styles.update();
  }

  update({ scale, lanes, palette, rem }: Frame): void {
    const { window, frames, frameSeconds } = this.#explanation ?? {};
    if (!this.#mesh || !this.#uniforms || !window || !frames || !frameSeconds) return;
    const x0 = timeToX(scale, window.start);
    const x1 = timeToX(scale, window.end);
    const { y, height } = lanes.spectrogram;
    this.#mesh.visible = x1 > 0 && x0 < scale.width;
    this.#mesh.position.set(x0, y);
    this.#mesh.scale.set(x1 - x0, height);
    const { uniforms } = this.#uniforms;
    // Frame f is centred at window.start + f · frameSeconds, so the picture begins half a frame earlier.
    const span = (window.end - window.start) / frameSeconds;
    uniforms.uAcross = new Float32Array([0.5 / frames, span / frames]);
    uniforms.uPlus = rgb(palette.over.plus);
    uniforms.uMinus = rgb(palette.over.minus);
    uniforms.uChosen = rgb(palette.over.line);
    uniforms.uStripe = rem * 0.45 * (globalThis.devicePixelRatio || 1);
  }

  [Symbol.dispose](): void {
    this.#open(null, null);
    this.container.destroy();
  }

  #open(explanation: OpenExplanation | null, scale: FrequencyScale | null): void {
    this.#mesh?.geometry.destroy(true);
    this.#mesh?.shader?.destroy();
    this.#mesh?.destroy();
    this.#labels?.destroy();
    this.#styles?.destroy();
    this.#mesh = this.#uniforms = this.#labels = this.#styles = null;
    this.#explanation = explanation;
    this.#scale = scale;
    if (!explanation || !scale) return;
    this.#labels = pictureOf(labelPicture(explanation, scale), explanation.frames, PICTURE_ROWS);
    const styles = stylePicture(explanation, new Set(), null);
    this.#styles = pictureOf(styles, STYLE_COLUMNS, styles.length / STYLE_COLUMNS / 4);
    this.#uniforms = new UniformGroup({
      uAcross: { value: new Float32Array([0, 1]), type: 'vec2<f32>' },
      uPlus: { value: new Float32Array(3), type: 'vec3<f32>' },
      uMinus: { value: new Float32Array(3), type: 'vec3<f32>' },
      uChosen: { value: new Float32Array(3), type: 'vec3<f32>' },
      uStripe: { value: 8, type: 'f32' },
    });
    const geometry = new MeshGeometry({
      positions: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
      uvs: new Float32Array([0, 0, 1, 0, 1, 1, 0, 1]),
      indices: new Uint32Array([0, 1, 2, 0, 2, 3]),
    });
    const shader = Shader.from({
      gl: { vertex: PICTURE_VERTEX, fragment: SEGMENTS_FRAGMENT },
      resources: { segmentUniforms: this.#uniforms, uLabels: this.#labels, uStyles: this.#styles },
    });
    this.#mesh = new Mesh({ geometry, shader });
    this.container.addChild(this.#mesh);
  }
}

function pictureOf(resource: Uint8Array<ArrayBuffer>, width: number, height: number): BufferImageSource {
  return new BufferImageSource({
    resource,
    width,
    height,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'nearest',
  });
}

const rgb = (colour: number) =>
  new Float32Array([((colour >> 16) & 255) / 255, ((colour >> 8) & 255) / 255, (colour & 255) / 255]);
