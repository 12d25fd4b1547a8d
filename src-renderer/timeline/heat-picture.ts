import type { Curves } from '../stores/session.ts';

/** Texels a line of the picture; graphics cards hold no longer lines everywhere. */
export const HEAT_COLUMNS = 4096;

/**
 * Mid-level curves as bytes for the graphics card: 128 is 0, 1 and 255 are −range and +range standard deviations, what lies beyond gets
 * the same. Feature after feature; each takes whole lines of HEAT_COLUMNS texels, window after window.
 */
export function heatPicture(
  { values, names, prediction }: Curves,
  range: number,
): { bytes: Uint8Array<ArrayBuffer>; linesEach: number } {
  const { count, midLevelNames } = prediction;
  const linesEach = Math.max(1, Math.ceil(count / HEAT_COLUMNS));
  const bytes = new Uint8Array(HEAT_COLUMNS * linesEach * Math.max(1, midLevelNames.length)).fill(128);
  midLevelNames.forEach((name, feature) => {
    const column = names.indexOf(name);
    const start = feature * linesEach * HEAT_COLUMNS;
    for (let w = 0; w < count; w++) {
      const share = Math.min(1, Math.max(-1, values[w * names.length + column]! / range));
      bytes[start + w] = Math.round(128 + 127 * share);
    }
  });
  return { bytes, linesEach };
}
