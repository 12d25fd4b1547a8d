import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createStft, framesTouching, type StftGrid, stftGrid } from './stft.ts';

const small: StftGrid = { fftSize: 64, hop: 16, bins: 33, binHertz: 125 };
const samplesOf = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true, noDefaultInfinity: true }), {
    minLength: 1,
    maxLength: 700,
  })
  .map((values) => Float32Array.from(values));

/** Gains that differ from frame to frame and from bin to bin. */
function wobble(frame: number): Float64Array {
  return Float64Array.from({ length: 33 }, (_, k) => 1 + Math.sin(frame * 1.3 + k * 0.7));
}

describe('short-time Fourier transform', () => {
  it('gives back any signal of any length, its first and last samples included', () => {
    const stft = createStft(small);
    const ones = new Float64Array(33).fill(1);
    fc.assert(
      fc.property(samplesOf, (samples) => {
        const [back] = stft.filter({ channels: [samples], start: 0 }, 0, samples.length, () => ones);
        for (let n = 0; n < samples.length; n++)
          expect(Math.abs(back![n]! - samples[n]!)).toBeLessThan(1e-12);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it('gives the same bits for a range as for the whole, wherever the range lies', () => {
    const stft = createStft(small);
    fc.assert(
      fc.property(samplesOf, fc.nat(699), fc.integer({ min: 1, max: 300 }), (samples, from, count) => {
        const [whole] = stft.filter({ channels: [samples], start: 0 }, 0, 1000, wobble);
        const lead = Math.max(0, from - 64);
        const near = samples.slice(lead, from + count + 64);
        const [part] = stft.filter({ channels: [near], start: lead }, from, count, wobble);
        expect(part).toEqual(whole!.slice(from, from + count));
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it('touches exactly the frames whose window meets the range', () => {
    const touching = (start: number, end: number) => {
      const frames: number[] = [];
      for (let k = -20; k < 60; k++) if (k * 16 + 32 > start && k * 16 - 32 < end) frames.push(k);
      return frames;
    };
    for (const [start, end] of [
      [0, 1],
      [5, 21],
      [16, 32],
      [-40, 3],
      [100, 347],
    ] as const) {
      const frames = touching(start, end);
      expect(framesTouching(small, start, end)).toEqual([frames[0], frames.at(-1)! + 1]);
    }
  });

  it('keeps frames near 93 ms at every sample rate', () => {
    const sizes = [8000, 22_050, 44_100, 48_000, 96_000, 192_000].map((rate) => stftGrid(rate).fftSize);
    expect(sizes).toEqual([1024, 2048, 4096, 4096, 8192, 16_384]);
  });

  it('takes damaged samples for silence instead of spreading them', () => {
    const samples = new Float32Array(256).fill(0.5);
    samples[100] = Number.NaN;
    samples[101] = Number.POSITIVE_INFINITY;
    const ones = new Float64Array(33).fill(1);
    const [back] = createStft(small).filter({ channels: [samples], start: 0 }, 0, 256, () => ones);
    expect(back![99]).toBeCloseTo(0.5, 12);
    expect(back![100]).toBeCloseTo(0, 12);
    expect(back![101]).toBeCloseTo(0, 12);
  });
});
