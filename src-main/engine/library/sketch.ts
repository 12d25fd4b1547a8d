/**
 * Emotion curves small enough to lie with every prediction: of each curve at most 64 means of equal stretches, one byte a
 * mean. Bytes: for each emotion its lowest and highest mean as little-endian Float32, then the means from 0 (lowest) to 255 (highest).
 */
const longest = 64;
const rangeBytes = 8;

/** @param curves [count × (before + emotions)], row by row; the emotions are the last columns. */
export function sketchOf(curves: Float32Array, count: number, emotions: number): Uint8Array {
  const width = count > 0 ? curves.length / count : 0;
  const length = Math.min(longest, count);
  const sketch = new Uint8Array(emotions * (rangeBytes + length));
  const view = new DataView(sketch.buffer);
  for (let emotion = 0; emotion < emotions; emotion++) {
    const means = stretchMeans(curves, count, width, width - emotions + emotion, length);
    const low = means.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
    const high = means.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
    const at = emotion * (rangeBytes + length);
    view.setFloat32(at, low, true);
    view.setFloat32(at + 4, high, true);
    means.forEach((mean, i) => {
      sketch[at + rangeBytes + i] = high > low ? Math.round((255 * (mean - low)) / (high - low)) : 0;
    });
  }
  return sketch;
}

/** The curve of the emotion at `index` among `emotions`, in its unit, to three decimals; null where the sketch has no such curve. */
export function sketchedCurve(sketch: Uint8Array, index: number, emotions: number): number[] | null {
  const length = sketch.length / emotions - rangeBytes;
  if (index < 0 || index >= emotions || !(length > 0)) return null;
  const at = index * (rangeBytes + length);
  const view = new DataView(sketch.buffer, sketch.byteOffset, sketch.byteLength);
  const low = view.getFloat32(at, true);
  const high = view.getFloat32(at + 4, true);
  return Array.from({ length }, (_, i) => {
    const value = low + ((high - low) * sketch[at + rangeBytes + i]!) / 255;
    return Math.round(1000 * value) / 1000;
  });
}

function stretchMeans(
  curves: Float32Array,
  count: number,
  width: number,
  column: number,
  length: number,
): number[] {
  return Array.from({ length }, (_, i) => {
    const from = Math.floor((i * count) / length);
    const to = Math.floor(((i + 1) * count) / length);
    let sum = 0;
    for (let row = from; row < to; row++) sum += curves[row * width + column]!;
    return sum / (to - from);
  });
}
