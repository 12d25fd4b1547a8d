import {
  BufferImageSource,
  Container,
  Mesh,
  MeshGeometry,
  Shader,
  Texture,
  type TextureSource,
  UniformGroup,
} from 'pixi.js';
import { coloursOf } from '../colour-map.ts';
import { type FrequencyScale, frequencyScales, logarithmic } from '../frequency-scale.ts';
import { levelToColour, type SpectrogramLook } from '../spectrogram-look.ts';
import { PICTURE_VERTEX } from './picture-shader.ts';
import { SPECTROGRAM_FRAGMENT } from './spectrogram-shader.ts';

/** Parts of the axis between which the tile's rows are spread evenly; the tile's own axis needs one. */
const PARTS = 128;

interface Slot {
  readonly mesh: Mesh<MeshGeometry, Shader>;
  readonly shader: Shader;
}

/** Draws tiles with one look. Level, range, colours and scale are the shader's and the mesh's; no tile is made anew for them. */
export class TilePainter implements Disposable {
  readonly container = new Container();
  readonly #slots: Slot[] = [];
  readonly #uniforms = new UniformGroup({
    uLevelToColour: { value: new Float32Array([1, 0]), type: 'vec2<f32>' },
  });
  readonly #colours = new BufferImageSource({
    resource: new Uint8Array(4 * 256),
    width: 256,
    height: 1,
    format: 'rgba8unorm',
    alphaMode: 'no-premultiply-alpha',
    scaleMode: 'linear',
  });
  #geometry = geometryOf(logarithmic);
  #look: SpectrogramLook | null = null;

  show(look: SpectrogramLook): void {
    const before = this.#look;
    if (look === before) return;
    this.#look = look;
    this.#uniforms.uniforms.uLevelToColour = new Float32Array(levelToColour(look));
    if (look.colours !== before?.colours) {
      (this.#colours.resource as Uint8Array).set(coloursOf(look.colours));
      this.#colours.update();
    }
    if (look.scale === before?.scale) return;
    const old = this.#geometry;
    this.#geometry = geometryOf(frequencyScales[look.scale]);
    for (const { mesh } of this.#slots) mesh.geometry = this.#geometry;
    old.destroy(true);
  }

  /** Draws a tile's levels in a rectangle (px). */
  place(
    slot: number,
    levels: TextureSource,
    { x, y, width, height }: { x: number; y: number; width: number; height: number },
  ): void {
    const { mesh, shader } = this.#slot(slot);
    shader.resources.uLevels = levels;
    mesh.visible = true;
    mesh.position.set(x, y);
    mesh.scale.set(width, height);
  }

  /** Hides the slots from this one on, and lets go of their tiles. */
  hideFrom(slot: number): void {
    for (const { mesh, shader } of this.#slots.slice(slot)) {
      mesh.visible = false;
      shader.resources.uLevels = Texture.WHITE.source;
    }
  }

  [Symbol.dispose](): void {
    for (const { mesh, shader } of this.#slots) {
      mesh.destroy();
      shader.destroy();
    }
    this.container.destroy();
    this.#geometry.destroy(true);
    this.#colours.destroy();
  }

  #slot(index: number): Slot {
    const present = this.#slots[index];
    if (present) return present;
    const shader = Shader.from({
      gl: { vertex: PICTURE_VERTEX, fragment: SPECTROGRAM_FRAGMENT },
      resources: {
        look: this.#uniforms,
        uLevels: Texture.WHITE.source,
        uColours: this.#colours,
      },
    });
    const mesh = new Mesh({ geometry: this.#geometry, shader });
    this.container.addChild(mesh);
    const slot = { mesh, shader };
    this.#slots.push(slot);
    return slot;
  }
}

/** The unit square, cut so that a tile's rows come to lie where the scale has their frequencies. */
function geometryOf(scale: FrequencyScale): MeshGeometry {
  const parts = scale === logarithmic ? 1 : PARTS;
  const positions = new Float32Array(4 * (parts + 1));
  const uvs = new Float32Array(4 * (parts + 1));
  const indices = new Uint32Array(6 * parts);
  for (let i = 0; i <= parts; i++) {
    const row = i / parts;
    const y = 1 - scale.toShare(logarithmic.toHertz(row));
    positions.set([0, y, 1, y], 4 * i);
    uvs.set([0, row, 1, row], 4 * i);
    if (i < parts) indices.set([2 * i, 2 * i + 1, 2 * i + 2, 2 * i + 1, 2 * i + 3, 2 * i + 2], 6 * i);
  }
  return new MeshGeometry({ positions, uvs, indices });
}
