import { expect, test } from 'vitest';
import { type ColourMapName, colourMaps, coloursOf } from './colour-map.ts';

/** CIE L* of an sRGB colour, from its definition. */
function lightness([r, g, b]: Uint8Array): number {
  const linear = [r!, g!, b!].map((byte) => {
    const v = byte / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

test.each(Object.keys(colourMaps) as ColourMapName[])(
  '%s: equal steps in level are equal steps in lightness, so the map also reads in grey',
  (name) => {
    const bytes = coloursOf(name);
    const [dark, light] = colourMaps[name].lightness;
    for (let i = 0; i < 256; i++) {
      const wanted = dark + ((light - dark) * i) / 255;
      expect(Math.abs(lightness(bytes.subarray(4 * i, 4 * i + 3)) - wanted)).toBeLessThan(1);
    }
  },
);

test('grey has no hue, and the other maps turn theirs as in matplotlib', () => {
  const at = (name: ColourMapName, i: number) => [...coloursOf(name).subarray(4 * i, 4 * i + 3)];
  for (const i of [0, 100, 255]) expect(new Set(at('grey', i)).size).toBe(1);
  const [r, g, b] = at('viridis', 128);
  expect(g!).toBeGreaterThan(r!);
  expect(b!).toBeGreaterThan(r!);
  expect(at('viridis', 250)[2]!).toBeLessThan(120);
  expect(at('magma', 160)[0]!).toBeGreaterThan(at('magma', 160)[2]!);
});
