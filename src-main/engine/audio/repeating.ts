import type { Frames } from './separation.ts';

/** `k` frames most alike are looked at, none nearer than `apart` frames to the frame itself or to each other. */
export interface RepeatingSettings {
  readonly k: number;
  readonly apart: number;
}

/** Bands that likeness is measured on: enough to tell chords apart, few enough to compare all pairs of frames. */
const BANDS = 96;

/**
 * Which part of each cell repeats, 0 … 1 [frames × bins]: a cell's magnitude is compared with its median over the frames most
 * like its own (REPET-SIM: Rafii and Pardo 2012; nearest-neighbour filtering: Fitzgerald 2012). What is louder than that does not repeat.
 */
export function repeatingMask(
  { count, grid, magnitudes }: Pick<Frames, 'count' | 'grid' | 'magnitudes'>,
  { k, apart }: RepeatingSettings,
): Float32Array {
  const { bins } = grid;
  const features = unitRows(pooled(magnitudes, count, bins), count);
  const mask = new Float32Array(count * bins);
  const near = new Float32Array(k);
  for (let frame = 0; frame < count; frame++) {
    const alike = mostAlike(features, count, frame, k, apart);
    if (alike.length === 0) continue;
    const list = near.subarray(0, alike.length);
    for (let bin = 0; bin < bins; bin++) {
      for (let i = 0; i < list.length; i++) list[i] = magnitudes[alike[i]! * bins + bin]!;
      list.sort();
      const half = list.length >> 1;
      const median = list.length % 2 === 1 ? list[half]! : (list[half - 1]! + list[half]!) / 2;
      const magnitude = magnitudes[frame * bins + bin]!;
      mask[frame * bins + bin] = magnitude > 0 ? Math.min(1, median / magnitude) : 1;
    }
  }
  return mask;
}

/** Magnitudes pooled to bands of equal ratio, and compressed, so that no loud partial decides alone. */
function pooled(magnitudes: Float32Array, count: number, bins: number): Float32Array {
  const edges = Array.from({ length: BANDS + 1 }, (_, b) =>
    Math.round(Math.max(b, (bins - 1) * 2 ** (((b - BANDS) / BANDS) * 7))),
  );
  const out = new Float32Array(count * BANDS);
  for (let frame = 0; frame < count; frame++) {
    for (let b = 0; b < BANDS; b++) {
      let sum = 0;
      for (let bin = edges[b]!; bin < Math.max(edges[b]! + 1, edges[b + 1]!); bin++)
        sum += magnitudes[frame * bins + bin]!;
      out[frame * BANDS + b] = Math.sqrt(sum);
    }
  }
  return out;
}

function unitRows(rows: Float32Array, count: number): Float32Array {
  for (let frame = 0; frame < count; frame++) {
    const row = rows.subarray(frame * BANDS, (frame + 1) * BANDS);
    const norm = Math.sqrt(row.reduce((sum, value) => sum + value * value, 0));
    if (norm > 0) for (let b = 0; b < BANDS; b++) row[b]! /= norm;
  }
  return rows;
}

function mostAlike(features: Float32Array, count: number, frame: number, k: number, apart: number): number[] {
  const likeness = new Float32Array(count);
  for (let other = 0; other < count; other++) {
    let dot = 0;
    for (let b = 0; b < BANDS; b++) dot += features[frame * BANDS + b]! * features[other * BANDS + b]!;
    likeness[other] = dot;
  }
  const order = Array.from(likeness.keys()).sort((a, b) => likeness[b]! - likeness[a]! || a - b);
  const chosen: number[] = [];
  for (const other of order) {
    if (chosen.length === k) break;
    if (Math.abs(other - frame) >= apart && chosen.every((one) => Math.abs(one - other) >= apart))
      chosen.push(other);
  }
  return chosen;
}
