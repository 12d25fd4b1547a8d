/**
 * Perceptually even maps from level to colour: lightness L* rises linearly while the hue turns, so that equal steps in level look
 * equal and the picture reads right in grey too. Computed in CIE LCh.
 */

/** A control point: [share, chroma, hue in degrees]. */
type Point = readonly [number, number, number];

interface ColourMap {
  readonly label: string;
  /** L* of the quietest and of the loudest. */
  readonly lightness: readonly [number, number];
  readonly path: readonly Point[];
}

export const colourMaps = {
  /** In the manner of matplotlib's magma: violet through red to pale yellow. */
  magma: {
    label: 'Magma: violet, red, yellow',
    lightness: [2, 97],
    path: [
      [0, 4, 290],
      [0.15, 34, 296],
      [0.35, 62, 318],
      [0.55, 74, 358],
      [0.72, 72, 396],
      [0.87, 50, 430],
      [1, 22, 462],
    ],
  },
  /** In the manner of matplotlib's viridis, from a darker start: violet through blue and green to yellow. */
  viridis: {
    label: 'Viridis: violet, green, yellow',
    lightness: [4, 94],
    path: [
      [0, 12, 318],
      [0.2, 46, 306],
      [0.4, 34, 262],
      [0.55, 34, 206],
      [0.7, 50, 158],
      [0.85, 68, 126],
      [1, 84, 104],
    ],
  },
  grey: {
    label: 'Grey',
    lightness: [2, 97],
    path: [
      [0, 0, 0],
      [1, 0, 0],
    ],
  },
} as const satisfies Record<string, ColourMap>;

export type ColourMapName = keyof typeof colourMaps;

/** 256 colours as RGBA bytes, from quiet to loud. */
export function coloursOf(name: ColourMapName): Uint8Array<ArrayBuffer> {
  const { lightness, path } = colourMaps[name];
  const bytes = new Uint8Array(4 * 256);
  for (let i = 0; i < 256; i++) {
    const share = i / 255;
    const [chroma, hue] = along(path, share);
    bytes.set(lchToRgb(lightness[0] + (lightness[1] - lightness[0]) * share, chroma, hue), 4 * i);
    bytes[4 * i + 3] = 255;
  }
  return bytes;
}

/** The map as a CSS gradient from left (quiet) to right (loud). */
export function gradientOf(name: ColourMapName): string {
  const bytes = coloursOf(name);
  const stops = Array.from({ length: 18 }, (_, i) => {
    const at = 4 * 15 * i;
    return `rgb(${bytes[at]} ${bytes[at + 1]} ${bytes[at + 2]})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}

function along(path: readonly Point[], share: number): [number, number] {
  const next = Math.max(
    1,
    path.findIndex(([at]) => at >= share),
  );
  const [s0, c0, h0] = path[next - 1]!;
  const [s1, c1, h1] = path[next]!;
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
