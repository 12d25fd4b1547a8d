import { expect, it } from 'vitest';
import { buildPeaks, createPeakBuilder, decodePeaks, encodePeaks, PEAK_BASE, readPeaks } from './peaks.ts';
import { pcmOf } from './signal.ts';
import { createRandom } from './signals.fixture.ts';

const random = createRandom(4);
const FRAMES = 1_200_123;
const channels = [0, 1].map(() =>
  Float32Array.from({ length: FRAMES }, () => random() ** 9 * (random() < 0.5 ? -1 : 1)),
);
const pcm = pcmOf({ sampleRate: 44_100, channels });
const peaks = await buildPeaks(pcm);

/** Smallest and largest sample of [from, to) over both channels, looked up one by one. */
function slow(from: number, to: number): [number, number] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const channel of channels)
    for (let n = Math.max(0, from); n < Math.min(FRAMES, to); n++) {
      min = Math.min(min, channel[n]!);
      max = Math.max(max, channel[n]!);
    }
  return [min, max];
}

it('every level holds the extremes of its stretches', () => {
  expect(peaks.frames).toBe(FRAMES);
  for (const [level, pairs] of peaks.levels.entries()) {
    const size = PEAK_BASE * 4 ** level;
    expect(pairs.length / 2).toBe(Math.ceil(FRAMES / size));
    for (const i of [0, Math.floor(pairs.length / 4), pairs.length / 2 - 1])
      expect([pairs[2 * i], pairs[2 * i + 1]]).toEqual(slow(i * size, (i + 1) * size));
  }
});

it.each([
  [0, 1000, 250],
  [1234, 5678, 1000],
  [500_000, 500_100, 400],
  [1_199_000, 1_200_123, 7],
])('near view of samples %i to %i in %i columns is exact', async (start, end, columns) => {
  const out = await readPeaks(pcm, peaks, { start, end }, columns);
  for (let c = 0; c < columns; c++) {
    const from = start + Math.floor((c * (end - start)) / columns);
    const to = Math.max(from + 1, start + Math.floor(((c + 1) * (end - start)) / columns));
    expect([out[2 * c], out[2 * c + 1]]).toEqual(slow(from, to));
  }
});

it.each([
  [0, FRAMES, 500],
  [0, FRAMES, 2000],
  [100_001, 1_100_003, 333],
])(
  'far view of samples %i to %i in %i columns covers each column and little more',
  async (start, end, columns) => {
    const out = await readPeaks(pcm, peaks, { start, end }, columns);
    const span = (end - start) / columns;
    for (let c = 0; c < columns; c += 17) {
      const [from, to] = [start + Math.floor(c * span), start + Math.floor((c + 1) * span)];
      const inner = slow(from, to);
      const margin = Math.max(256, Math.ceil(span / 2));
      const outer = slow(from - margin, to + margin);
      expect(out[2 * c]).toBeLessThanOrEqual(inner[0]);
      expect(out[2 * c]).toBeGreaterThanOrEqual(outer[0]);
      expect(out[2 * c + 1]).toBeGreaterThanOrEqual(inner[1]);
      expect(out[2 * c + 1]).toBeLessThanOrEqual(outer[1]);
    }
  },
);

it('outside the recording there is silence', async () => {
  const near = await readPeaks(pcm, peaks, { start: FRAMES - 10, end: FRAMES + 10 }, 20);
  expect(near.subarray(20)).toEqual(new Float32Array(20));
  expect(near.subarray(0, 20)).not.toEqual(new Float32Array(20));
  const far = await readPeaks(pcm, peaks, { start: 0, end: 2 * FRAMES }, 100);
  expect(far.subarray(102)).toEqual(new Float32Array(98));
  expect(await readPeaks(pcm, peaks, { start: 5, end: 5 }, 3)).toEqual(new Float32Array(6));
});

it('comes back from its bytes', () => {
  expect(decodePeaks(encodePeaks(peaks))).toEqual(peaks);
});

it('is the same whichever way the samples come in', () => {
  const samples = channels[0]!.subarray(0, 10_000);
  const whole = createPeakBuilder(2);
  whole.add(samples);
  const pieces = createPeakBuilder(2);
  for (let at = 0; at < 10_000; at += 314) pieces.add(samples.subarray(at, Math.min(10_000, at + 314)));
  expect(pieces.finish()).toEqual(whole.finish());
});

it('stops when it is aborted', async () => {
  await expect(buildPeaks(pcm, { signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
