import { readFileSync } from 'node:fs';
import { felzenszwalb, segmentFelzenszwalb } from '../../src-main/engine/explain/felzenszwalb.ts';
import { median, printRow, referenceMs } from './row.ts';

/** How long it takes to cut a 10-second window of music into segments. Prints the median of wall-clock times. */

const [frames, bands] = [313, 149];
const bytes = readFileSync(new URL('../golden/explain/music-313x149.f32', import.meta.url));
const values = Float32Array.from({ length: frames * bands }, (_, i) => bytes.readFloatLE(4 * i));
const axes = {
  firstCentre: 0,
  frameSeconds: 10 / frames,
  bandEdges: Float64Array.from({ length: bands + 1 }, (_, b) => 50 * 2 ** (b / 18)),
};
const reference = referenceMs();

function once(): number {
  const began = performance.now();
  segmentFelzenszwalb({ values, frames, bands, axes, params: felzenszwalb.defaults });
  return performance.now() - began;
}

for (let warm = 0; warm < 5; warm++) once();
const value = median(Array.from({ length: 25 }, once));
printRow({
  what: 'Felzenszwalb segments of a 10-second window',
  value,
  unit: 'ms',
  goal: '60 ms',
  met: value <= 60,
  reference: value / reference,
});
