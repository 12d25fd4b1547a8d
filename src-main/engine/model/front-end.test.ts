import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { type PcmSource, pcmOf } from '../audio/signal.ts';
import { type Compute, createCompute, type RunOptions, type Task } from '../jobs/compute.ts';
import { bandSlice, sourceRange } from './band-slice.ts';
import { computeBands, framesIn, framesTouched } from './front-end.ts';
import { goldenSignal } from './golden-signal.fixture.ts';
import { levelReference } from './level.ts';
import { type FrontEnd, frontEndSchema } from './manifest.ts';
import { scaleBands } from './scaling.ts';

const golden = join(import.meta.dirname, '../../../test/golden/front-end');

const goldenCase = z.object({
  frontEnd: frontEndSchema,
  signal: z.object({ seconds: z.number(), sampleRate: z.number(), channels: z.number() }),
  samples: z.number(),
  frames: z.number(),
  bands: z.number(),
  reference: z.record(z.string(), z.union([z.string(), z.number()])),
  largest: z.number(),
});

function readGolden(name: string) {
  const about = goldenCase.parse(JSON.parse(readFileSync(join(golden, `${name}.json`), 'utf8')));
  const bytes = readFileSync(join(golden, `${name}.f32`));
  const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
  return { ...about, values };
}

const compute = createCompute(2);
afterAll(() => compute[Symbol.asyncDispose]());

async function spectrogramOf(pcm: PcmSource, frontEnd: FrontEnd) {
  const bands = await computeBands(pcm, frontEnd, compute);
  const reference = levelReference(bands, frontEnd);
  return { bands, reference, spectrogram: scaleBands(bands, frontEnd, reference) };
}

describe.each([
  'research',
  'mel',
  'log-frequency',
  'log-frequency-44100-stereo',
  'log-frequency-48000-stereo',
])('the front end on the golden vectors “%s”', (name) => {
  const expected = readGolden(name);
  const { seconds, sampleRate, channels } = expected.signal;
  const pcm = pcmOf(goldenSignal(seconds, sampleRate, channels));

  it('has as many frames and bands', async () => {
    const { spectrogram } = await spectrogramOf(pcm, expected.frontEnd);
    expect([spectrogram.frames, spectrogram.bands]).toEqual([expected.frames, expected.bands]);
    expect(spectrogram.values.length).toBe(expected.values.length);
    expect(expected.values.length).toBe(expected.frames * expected.bands);
  });

  it('agrees in every value within 1e-3', async () => {
    const { spectrogram, reference } = await spectrogramOf(pcm, expected.frontEnd);
    for (const [key, value] of Object.entries(reference)) {
      if (typeof value === 'number') expect(value).toBeCloseTo(Number(expected.reference[key]), 3);
      else expect(value).toBe(expected.reference[key]);
    }
    const differences = spectrogram.values.map((value, i) => Math.abs(value - expected.values[i]!));
    expect(Math.max(...differences)).toBeLessThan(1e-3);
    expect(Math.max(...spectrogram.values)).toBeCloseTo(expected.largest, 2);
  });
});

const { frontEnd: logFrequency } = readGolden('log-frequency');
const { frontEnd: research } = readGolden('research');
const music = goldenSignal(13, 44_100, 2);

describe('the front end in slices', () => {
  it.each([
    ['log-frequency', logFrequency],
    ['research', research],
  ])('gives, bit for bit, what one piece gives (%s)', async (_, frontEnd) => {
    const pcm = pcmOf(music);
    const range = { first: 0, count: framesIn(pcm, frontEnd) };
    const { start, count } = sourceRange(frontEnd, range, pcm.sampleRate, pcm.frames);
    const whole = bandSlice({
      frontEnd,
      range,
      sourceRate: pcm.sampleRate,
      sourceFrames: pcm.frames,
      sourceStart: start,
      channels: await pcm.read(start, count),
    });
    const sliced = await computeBands(pcm, frontEnd, compute);
    expect(sliced.frames).toBe(range.count);
    expect(sliced.values).toEqual(whole.values);
    expect(sliced.peak).toBe(whole.peak);
  });

  it('computes a run of frames as they stand in the whole', async () => {
    const pcm = pcmOf(music);
    const whole = await computeBands(pcm, logFrequency, compute);
    const part = await computeBands(pcm, logFrequency, compute, { frameRange: { first: 77, count: 130 } });
    expect(part.firstFrame).toBe(77);
    expect(part.values).toEqual(whole.values.subarray(77 * 168, 207 * 168));
  });

  it('never holds more than a few slices of a long recording', async () => {
    const hour = silence(44_100, 3600);
    let reading = 0;
    let most = 0;
    const counting: Compute = {
      threads: 2,
      run: <I, O>(task: Task<I, O>, input: I, options?: RunOptions) => {
        reading++;
        most = Math.max(most, reading);
        return compute.run(task, input, options).finally(() => reading--);
      },
      [Symbol.asyncDispose]: async () => {},
    };
    let largestRead = 0;
    const pcm: PcmSource = {
      ...hour,
      read: (start, count) => {
        largestRead = Math.max(largestRead, count);
        return hour.read(start, count);
      },
    };
    await computeBands(pcm, logFrequency, counting, { frameRange: { first: 0, count: 2000 } });
    expect(most).toBeLessThanOrEqual(3);
    expect(largestRead).toBeLessThan(6 * 44_100);
  });

  it('tells its progress and ends it at 1', async () => {
    const steps: number[] = [];
    await computeBands(pcmOf(music), logFrequency, compute, { onProgress: (f) => steps.push(f) });
    expect(steps.length).toBeGreaterThan(1);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(steps.at(-1)).toBe(1);
  });

  it('stops when it is cancelled', async () => {
    const controller = new AbortController();
    const work = computeBands(silence(44_100, 3600), logFrequency, compute, {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    const error = await work.catch((cause: unknown) => MezzoError.from(cause));
    expect(error).toMatchObject({ code: 'cancelled' });
  });

  it('passes on a failure to read', async () => {
    const pcm: PcmSource = {
      ...silence(44_100, 60),
      read: async (start) => {
        if (start > 400_000) throw new MezzoError('file_changed', 'The file changed while it was open.');
        return [new Float32Array(300_000)];
      },
    };
    await expect(computeBands(pcm, logFrequency, compute)).rejects.toMatchObject({ code: 'file_changed' });
  });
});

describe('an edit of a recording', () => {
  it.each([
    [44_100, logFrequency],
    [48_000, research],
    [22_050, logFrequency],
  ])('changes no frame but those framesTouched names (%i Hz)', async (sampleRate, frontEnd) => {
    const original = goldenSignal(6, sampleRate, 1);
    const [from, to] = [Math.round(2.3 * sampleRate), Math.round(2.7 * sampleRate)];
    const edited = { sampleRate, channels: [original.channels[0]!.slice()] };
    edited.channels[0]!.fill(0.7, from, to);
    const before = await computeBands(pcmOf(original), frontEnd, compute);
    const after = await computeBands(pcmOf(edited), frontEnd, compute);
    const touched = framesTouched(pcmOf(original), frontEnd, from, to);
    const changed = Array.from({ length: before.frames }, (_, frame) => frame).filter((frame) =>
      before.values
        .subarray(frame * before.bands, (frame + 1) * before.bands)
        .some((value, band) => value !== after.values[frame * before.bands + band]),
    );
    expect(changed[0]!).toBeGreaterThanOrEqual(touched.first);
    expect(changed.at(-1)!).toBeLessThan(touched.first + touched.count);
    expect(touched.count).toBeLessThan(changed.length + 5);
  });
});

describe('the peak of a recording', () => {
  it('is its largest sample, also when that is a negative one between two slices', async () => {
    const channel = new Float32Array(12 * 22_050).fill(0.1);
    channel[5 * 22_050] = -0.8;
    const bands = await computeBands(pcmOf({ sampleRate: 22_050, channels: [channel] }), research, compute);
    expect(levelReference(bands, research)).toEqual({ kind: 'peak', peak: Math.fround(0.8) });
  });
});

describe('sound that is no music', () => {
  const noReference = { kind: 'none' } as const;

  it('reads silence as exactly 0, with every front end', async () => {
    for (const frontEnd of [logFrequency, research]) {
      const { spectrogram, reference } = await spectrogramOf(silence(44_100, 3), frontEnd);
      expect(spectrogram.values.every((value) => value === 0)).toBe(true);
      expect(Object.values(reference).every((value) => value !== Number.NEGATIVE_INFINITY)).toBe(true);
    }
  });

  it('reads what is not a number, infinite or absurd as silence, and counts it', async () => {
    const broken = { sampleRate: 44_100, channels: [music.channels[0]!.slice(0, 8 * 44_100)] };
    const mended = { sampleRate: 44_100, channels: [broken.channels[0]!.slice()] };
    const faults: [number, number][] = [
      [1000, Number.NaN],
      [220_500, Number.POSITIVE_INFINITY],
      [220_501, Number.NEGATIVE_INFINITY],
      [300_000, 1e30],
    ];
    for (const [at, value] of faults) {
      broken.channels[0]![at] = value;
      mended.channels[0]![at] = 0;
    }
    const bands = await computeBands(pcmOf(broken), logFrequency, compute);
    expect(bands.damagedSamples).toBe(4);
    expect(bands.values).toEqual((await computeBands(pcmOf(mended), logFrequency, compute)).values);
    expect(scaleBands(bands, logFrequency, noReference).values.every(Number.isFinite)).toBe(true);
  });

  it('refuses a recording without samples', async () => {
    await expect(computeBands(silence(44_100, 0), logFrequency, compute)).rejects.toMatchObject({
      code: 'audio_empty',
    });
  });

  it.each([1, 7, 2205])('takes a recording of %i samples', async (frames) => {
    const pcm = pcmOf({ sampleRate: 44_100, channels: [music.channels[0]!.slice(0, frames)] });
    const { spectrogram } = await spectrogramOf(pcm, logFrequency);
    expect(spectrogram.frames).toBe(Math.ceil(Math.ceil(frames / 2) / 1024));
    expect(spectrogram.values.every(Number.isFinite)).toBe(true);
  });
});

function silence(sampleRate: number, seconds: number): PcmSource {
  return {
    sampleRate,
    channelCount: 1,
    frames: sampleRate * seconds,
    read: async (_, count) => [new Float32Array(count)],
  };
}
