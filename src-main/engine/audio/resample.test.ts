import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createResampler, readMono } from './resample.ts';
import { pcmOf } from './signal.ts';
import { createRandom, signalToError, sine } from './signals.fixture.ts';

const pairs = [
  [44_100, 22_050],
  [48_000, 22_050],
  [192_000, 22_050],
  [96_000, 8000],
  [8000, 22_050],
  [44_100, 48_000],
  [44_101, 22_050],
  [22_050, 44_101],
] as const;

function noise(frames: number, seed: number): Float32Array {
  const random = createRandom(seed);
  return Float32Array.from({ length: frames }, () => 2 * random() - 1);
}

/** A stretch from the middle, away from the ends where a sine begins and stops. */
async function middleOf(signal: Float32Array, inRate: number, outRate: number) {
  const start = Math.floor(0.3 * outRate);
  const count = Math.floor(0.2 * outRate);
  return {
    start,
    count,
    out: await readMono(pcmOf({ sampleRate: inRate, channels: [signal] }), outRate, start, count),
  };
}

describe.each(pairs)('resampling %i Hz to %i Hz', (inRate, outRate) => {
  const nyquist = Math.min(inRate, outRate) / 2;

  it.each([0.01, 0.3, 0.7, 0.9])('keeps a sine at %f of the lower Nyquist frequency', async (part) => {
    const hertz = part * nyquist;
    const { start, count, out } = await middleOf(sine(hertz, inRate, 0.8 * inRate), inRate, outRate);
    const ideal = Float64Array.from({ length: count }, (_, n) =>
      Math.sin((2 * Math.PI * hertz * (start + n)) / outRate),
    );
    expect(signalToError(ideal, out)).toBeGreaterThan(90);
  });

  it('gives the same bits whichever way it is cut into pieces', async () => {
    const pcm = pcmOf({ sampleRate: inRate, channels: [noise(4000, inRate)] });
    const total = createResampler(inRate, outRate).outputFrames(4000);
    const whole = await readMono(pcm, outRate, 0, total);
    const random = createRandom(outRate);
    for (let at = 0; at < total; ) {
      const count = Math.min(total - at, 1 + Math.floor(random() * 400));
      expect(await readMono(pcm, outRate, at, count)).toEqual(whole.slice(at, at + count));
      at += count;
    }
  });

  it('makes ceil(n · out / in) samples', () => {
    for (const frames of [0, 1, 2, 999, 44_100])
      expect(createResampler(inRate, outRate).outputFrames(frames)).toBe(
        Math.ceil((frames * outRate) / inRate),
      );
  });
});

describe.each(pairs.filter(([inRate, outRate]) => inRate > outRate))(
  'going down from %i Hz to %i Hz',
  (inRate, outRate) => {
    it.each([1.005, 1.05, 1.1])('removes a sine at %f of the lower Nyquist frequency', async (part) => {
      const { out } = await middleOf(sine((part * outRate) / 2, inRate, 0.8 * inRate), inRate, outRate);
      const power = out.reduce((sum, value) => sum + value * value, 0) / out.length;
      expect(10 * Math.log10(2 * power)).toBeLessThan(-90);
    });
  },
);

describe('golden band-limited noise (test/golden/resample)', () => {
  it.each([
    [44_100, 22_050],
    [48_000, 22_050],
    [96_000, 22_050],
    [8000, 22_050],
    [22_050, 44_100],
  ])('%i Hz to %i Hz', async (inRate, outRate) => {
    const url = new URL(`../../../test/golden/resample/${inRate}-${outRate}.f32`, import.meta.url);
    const both = new Float32Array(Uint8Array.from(readFileSync(url)).buffer);
    const inFrames = Math.floor(0.15 * inRate);
    const [input, expected] = [both.slice(0, inFrames), both.slice(inFrames)];
    const frames = createResampler(inRate, outRate).outputFrames(inFrames);
    expect(frames).toBe(expected.length);
    const out = await readMono(pcmOf({ sampleRate: inRate, channels: [input] }), outRate, 0, frames);
    const middle = [frames >> 2, 3 * (frames >> 2)] as const;
    expect(signalToError(expected.slice(...middle), out.slice(...middle))).toBeGreaterThan(90);
  });
});

describe('resampling', () => {
  it('leaves a recording alone that has the rate already', async () => {
    const signal = noise(1000, 1);
    const pcm = pcmOf({ sampleRate: 22_050, channels: [signal] });
    expect(await readMono(pcm, 22_050, 0, 1000)).toEqual(signal);
  });

  it('takes the mean of the channels', async () => {
    const channels = [noise(500, 2), noise(500, 3), noise(500, 4)];
    const mono = await readMono(pcmOf({ sampleRate: 22_050, channels }), 22_050, 0, 500);
    for (let n = 0; n < 500; n++)
      expect(mono[n]).toBeCloseTo((channels[0]![n]! + channels[1]![n]! + channels[2]![n]!) / 3, 6);
  });

  it('keeps a constant exactly constant', async () => {
    const pcm = pcmOf({ sampleRate: 48_000, channels: [new Float32Array(20_000).fill(0.5)] });
    const mono = await readMono(pcm, 22_050, 3000, 1000);
    expect(new Set(mono)).toEqual(new Set([0.5]));
  });

  it('refuses a stretch of the wrong length', () => {
    expect(() => createResampler(44_100, 22_050).process(new Float32Array(5), 0, 100)).toThrow(RangeError);
  });
});
