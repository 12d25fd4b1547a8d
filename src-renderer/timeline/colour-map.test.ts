import { expect, test } from 'vitest';
import { paintTile, spectrogramColours } from './colour-map.ts';

/** CIE L* of an sRGB colour, from its definition. */
function lightness([r, g, b]: Uint8Array): number {
  const linear = [r!, g!, b!].map((byte) => {
    const v = byte / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const y = 0.2126 * linear[0]! + 0.7152 * linear[1]! + 0.0722 * linear[2]!;
  return y > 216 / 24389 ? 116 * Math.cbrt(y) - 16 : (24389 / 27) * y;
}

test('equal steps in level are equal steps in lightness, so the map also reads in grey', () => {
  const bytes = new Uint8Array(spectrogramColours().buffer);
  for (let i = 0; i < 256; i++) {
    expect(Math.abs(lightness(bytes.subarray(4 * i, 4 * i + 3)) - (2 + (95 * i) / 255))).toBeLessThan(1);
  }
});

test('low frequencies are painted at the bottom and time runs to the right', () => {
  const levels = new Uint8Array(256 * 256);
  levels[3 * 256 + 0] = 200;
  const colours = spectrogramColours();
  const picture = new Uint32Array(paintTile(levels, colours).buffer);
  expect(picture[255 * 256 + 3]).toBe(colours[200]);
  expect(picture[255 * 256 + 4]).toBe(colours[0]);
  expect(picture[3]).toBe(colours[0]);
});
