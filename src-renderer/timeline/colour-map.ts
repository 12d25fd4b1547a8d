/**
 * A perceptually even map from level to colour, in the manner of magma: lightness L* rises linearly from 2 to 97 while hue
 * turns from violet through red to pale yellow. Computed in CIE LCh, so it reads right in grey too.
 */

/** Control points: [share, chroma, hue in degrees]. */
const PATH: readonly (readonly [number, number, number])[] = [
  [0, 4, 290],
  [0.15, 34, 296],
  [0.35, 62, 318],
  [0.55, 74, 358],
  [0.72, 72, 396],
  [0.87, 50, 430],
  [1, 22, 462],
];

/** 256 colours as RGBA bytes in memory order, from quiet to loud. */
export function spectrogramColours(): Uint32Array {
  const bytes = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; i++) {
    const share = i / 255;
    const [chroma, hue] = alongPath(share);
    bytes.set(lchToRgb(2 + 95 * share, chroma, hue), 4 * i);
    bytes[4 * i + 3] = 255;
  }
  return new Uint32Array(bytes.buffer);
}

function alongPath(share: number): [number, number] {
  const next = Math.max(
    1,
    PATH.findIndex(([at]) => at >= share),
  );
  const [s0, c0, h0] = PATH[next - 1]!;
  const [s1, c1, h1] = PATH[next]!;
  const t = (share - s0) / (s1 - s0);
  return [c0 + (c1 - c0) * t, h0 + (h1 - h0) * t];
}

/** CIE LCh(ab), D65, to sRGB bytes; colours outside sRGB lose chroma until they fit, so that lightness is kept. */
function lchToRgb(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  for (let c = chroma; ; c = Math.max(0, c - 1)) {
    const rgb = linearRgb(lightness, c, hueDegrees);
    if (c === 0 || rgb.every((value) => value >= -1e-4 && value <= 1.0001)) {
      return rgb.map((value) => Math.round(255 * encode(Math.min(1, Math.max(0, value))))) as [
        number,
        number,
        number,
      ];
    }
  }
}

function linearRgb(lightness: number, chroma: number, hueDegrees: number): number[] {
  const hue = (hueDegrees * Math.PI) / 180;
  const fy = (lightness + 16) / 116;
  const fx = fy + (chroma * Math.cos(hue)) / 500;
  const fz = fy - (chroma * Math.sin(hue)) / 200;
  const cube = (f: number) => (f > 6 / 29 ? f ** 3 : (3 * 36 * (f - 4 / 29)) / 841);
  const [x, y, z] = [0.95047 * cube(fx), cube(fy), 1.08883 * cube(fz)];
  return [
    3.2406 * x - 1.5372 * y - 0.4986 * z,
    -0.9689 * x + 1.8758 * y + 0.0415 * z,
    0.0557 * x - 0.204 * y + 1.057 * z,
  ];
}

const encode = (value: number) => (value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055);

/** A contract tile (column after column, row 0 lowest) as an RGBA picture, row after row, row 0 on top. */
export function paintTile(levels: Uint8Array, colours: Uint32Array): Uint8Array<ArrayBuffer> {
  const picture = new Uint32Array(256 * 256);
  for (let column = 0; column < 256; column++) {
    for (let row = 0; row < 256; row++) {
      picture[(255 - row) * 256 + column] = colours[levels[column * 256 + row]!]!;
    }
  }
  return new Uint8Array(picture.buffer);
}
