import type { OpenExplanation } from '../stores/explanation.ts';
import type { FrequencyScale } from './frequency-scale.ts';

/** Rows of the picture: the display's frequency axis, top row highest. */
export const PICTURE_ROWS = 512;

/** The band that holds a frequency, or −1 outside all bands. `edges` rise. */
export function bandAt(edges: readonly number[], hertz: number): number {
  let low = 0;
  let high = edges.length - 1;
  if (hertz < edges[0]! || hertz >= edges[high]!) return -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (edges[middle]! <= hertz) low = middle;
    else high = middle;
  }
  return low;
}

/** The segment at a time (s) and frequency (Hz), or null outside the explained window and bands. */
export function segmentAt(explanation: OpenExplanation, time: number, hertz: number): number | null {
  const { window, frames, bands, frameSeconds, bandEdges, labels } = explanation;
  if (time < window.start || time >= window.end) return null;
  const frame = Math.min(frames - 1, Math.max(0, Math.round((time - window.start) / frameSeconds)));
  const band = bandAt(bandEdges, hertz);
  return band < 0 ? null : (labels[frame * bands + band] ?? null);
}

/**
 * The label map as RGBA bytes [512 rows × frames] on a frequency axis: red and green hold the place of the segment in
 * `explanation.segments` (low byte, high byte), blue is 255 where there is one.
 */
export function labelPicture(explanation: OpenExplanation, scale: FrequencyScale): Uint8Array<ArrayBuffer> {
  const { frames, bands, bandEdges, labels, segments } = explanation;
  const places = new Map(segments.map(({ id }, place) => [id, place]));
  const out = new Uint8Array(PICTURE_ROWS * frames * 4);
  for (let row = 0; row < PICTURE_ROWS; row++) {
    const band = bandAt(bandEdges, scale.toHertz(1 - (row + 0.5) / PICTURE_ROWS));
    if (band < 0) continue;
    for (let frame = 0; frame < frames; frame++) {
      const place = places.get(labels[frame * bands + band]!);
      if (place === undefined) continue;
      const at = 4 * (row * frames + frame);
      out[at] = place & 255;
      out[at + 1] = place >> 8;
      out[at + 2] = 255;
    }
  }
  return out;
}

/** Width of the style picture in texels. */
export const STYLE_COLUMNS = 256;

/** One texel a segment: red is the weight (128 = 0, full scale = the largest |weight|), green marks the rule's choice, blue the user's, alpha 255 the hovered one. */
export function stylePicture(
  { segments }: OpenExplanation,
  selected: ReadonlySet<number>,
  hovered: number | null,
): Uint8Array<ArrayBuffer> {
  const rows = Math.max(1, Math.ceil(segments.length / STYLE_COLUMNS));
  const out = new Uint8Array(rows * STYLE_COLUMNS * 4);
  const largest = segments.reduce((max, { weight }) => Math.max(max, Math.abs(weight)), 1e-12);
  segments.forEach((segment, place) => {
    out[4 * place] = Math.round(128 + 127 * (segment.weight / largest));
    out[4 * place + 1] = segment.selected ? 255 : 0;
    out[4 * place + 2] = selected.has(segment.id) ? 255 : 0;
    out[4 * place + 3] = segment.id === hovered ? 255 : 0;
  });
  return out;
}
