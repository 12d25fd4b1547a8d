import { expect, test } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { stretcherLatency, stretchPiece } from '../audio/stretcher.ts';
import { createCompute } from '../jobs/compute.ts';
import { applySteps } from './apply-steps.ts';
import { gainStep, pitchStep } from './edit-step.ts';
import { maps, onThisThread, region } from './edits.fixture.ts';
import { envelopeOf, frequencyOf } from './measures.fixture.ts';
import { chords, difference, largestStep, levelDb, noise, sine, soundOf } from './sounds.fixture.ts';

const RATE = 44_100;
const targets = { segments: maps, sources: new Map() };
const shifted = (from: number, to: number, semitones: number) => pitchStep('p', 'p', [from, to], semitones);

async function heard(samples: Float32Array, steps: EditStep[], rate = RATE): Promise<Float32Array> {
  const { pcm } = applySteps(soundOf(rate, samples), steps, targets, onThisThread);
  return (await pcm.read(0, samples.length))[0]!;
}

test.each([
  [7, 44_100, 440],
  [-12, 48_000, 880],
  [12, 22_050, 220],
  [0.35, 96_000, 1000],
  [-4.5, 8000, 500],
])('%d semitones at %d Hz move a tone by just that', async (semitones, rate, hertz) => {
  const tone = sine(3 * rate, rate, hertz);
  const out = await heard(tone, [shifted(0.5, 2.5, semitones)], rate);
  const wanted = hertz * 2 ** (semitones / 12);
  // 6 cents.
  expect(Math.abs(frequencyOf(out, rate, 0.6, 2.4) / wanted - 1)).toBeLessThan(0.0035);
  expect(frequencyOf(out, rate, 0.1, 0.49)).toBeCloseTo(hertz, 1);
  expect(frequencyOf(out, rate, 2.51, 2.9)).toBeCloseTo(hertz, 1);
});

test('samples outside are the recording’s, bit for bit, and the length stays', async () => {
  const music = chords(3 * RATE, RATE);
  const out = await heard(music, [shifted(1, 2, 3)]);
  expect(out.length).toBe(music.length);
  const [before, after] = [Math.floor(0.994 * RATE), Math.ceil(2.006 * RATE)];
  expect(out.subarray(0, before)).toEqual(music.subarray(0, before));
  expect(out.subarray(after)).toEqual(music.subarray(after));
  expect(levelDb(difference(out, music), 1.25 * RATE, 1.5 * RATE)).toBeGreaterThan(-30);
});

test.each([-12, -5, 4, 12])(
  'notes keep their moments: onsets stay within 5 ms at %d semitones',
  async (semitones) => {
    const rate = 22_050;
    const onsets = [0.5, 0.93, 1.21, 1.7, 2.4];
    const notes = new Float32Array(3 * rate);
    for (const onset of onsets)
      for (let n = 0; n < 0.2 * rate; n++)
        notes[Math.round(onset * rate) + n] =
          0.5 * Math.exp((-20 * n) / rate) * Math.sin((2 * Math.PI * 600 * n) / rate);
    const out = await heard(notes, [shifted(0.3, 2.9, semitones)], rate);
    expect(Math.abs(bestLag(envelopeOf(notes, rate), envelopeOf(out, rate), 40))).toBeLessThanOrEqual(5);
  },
);

/** By how many places `b` lies behind `a`, as far as `most`. */
function bestLag(a: Float64Array, b: Float64Array, most: number): number {
  const product = (lag: number) => a.reduce((sum, value, n) => sum + value * (b[n + lag] ?? 0), 0);
  const lags = Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
  return lags.reduce((best, lag) => (product(lag) > product(best) ? lag : best));
}

test('edges do not click: no step is larger than the recording’s or the moved sound’s', async () => {
  for (const samples of [sine(3 * RATE, RATE, 440), chords(3 * RATE, RATE)]) {
    const inside = await heard(samples, [shifted(1, 2, 5)]);
    const everywhere = await heard(samples, [shifted(0, 3, 5)]);
    const most = Math.max(largestStep(samples), largestStep(everywhere, 0.2 * RATE, 2.8 * RATE));
    expect(largestStep(inside)).toBeLessThanOrEqual(1.01 * most);
  }
});

test.each([-12, -3, 0.5, 7, 12])(
  'music is as loud as before within half a decibel at %d semitones',
  async (semitones) => {
    const rate = 22_050;
    const music = chords(4 * rate, rate);
    const out = await heard(music, [shifted(0.5, 3.5, semitones)], rate);
    const level = (samples: Float32Array) => levelDb(samples, rate, 3 * rate);
    expect(Math.abs(level(out) - level(music))).toBeLessThan(0.5);
  },
);

test('the same bits come out however they are asked for, on whatever thread, and again', async () => {
  const rate = 8000;
  const length = 12 * rate;
  const channels = [noise(length, 5), chords(length, rate)];
  const steps = [shifted(0.5, 11, 4)];
  await using compute = createCompute(2);
  const open = (threads = onThisThread) =>
    applySteps(soundOf(rate, ...channels), steps, targets, threads).pcm;
  const whole = await open().read(0, length);
  expect(await open(compute).read(0, length)).toEqual(whole);
  const source = open(compute);
  const starts = [9 * rate, 100, 2 * rate - 7, 6 * rate, 0];
  const parts = await Promise.all(starts.map((start) => source.read(start, 3 * rate)));
  for (const [i, part] of parts.entries())
    for (const [c, channel] of part.entries()) {
      const from = starts[i]!;
      expect(channel.subarray(0, length - from)).toEqual(whole[c]!.subarray(from, from + 3 * rate));
    }
});

test('a long stretch is made again from states on the way, not from its start, and gives the same', async () => {
  const rate = 1000;
  const length = 600 * rate;
  const tone = sine(length, rate, 150);
  let pieces = 0;
  const counting: typeof onThisThread = {
    ...onThisThread,
    run: (task, input) => {
      pieces++;
      return onThisThread.run(task, input);
    },
  };
  const { pcm } = applySteps(soundOf(rate, tone), [shifted(0, 600, 2)], targets, counting);
  const early = await pcm.read(10 * rate, 100);
  await pcm.read(length - 100, 100);
  const all = pieces;
  expect(all).toBeGreaterThan(299);
  for (let second = 0; second < 600; second += 120) await pcm.read(second * rate, 50);
  expect(await pcm.read(10 * rate, 100)).toEqual(early);
  expect(pieces - all).toBeLessThan(6 * 20);
});

test('a step above acts before the change of pitch, a step below after it', async () => {
  const rate = 22_050;
  const tone = sine(3 * rate, rate, 500);
  const band = gainStep('g', 'g', region(0.5, 2.5, 400, 600), null);
  const octave = shifted(0.5, 2.5, 12);
  const level = (samples: Float32Array) => levelDb(samples, rate, 2 * rate);
  expect(level(await heard(tone, [band, octave], rate))).toBeLessThan(-60);
  expect(level(await heard(tone, [octave, band], rate))).toBeGreaterThan(-12);
});

test('two changes of pitch over each other add up', async () => {
  const rate = 22_050;
  const tone = sine(3 * rate, rate, 500);
  const up = await heard(tone, [shifted(0.5, 2.5, 3), shifted(0.5, 2.5, 4)], rate);
  expect(frequencyOf(up, rate, 0.8, 2.2) / (500 * 2 ** (7 / 12))).toBeCloseTo(1, 2);
});

test('says where it may differ, and is the recording itself when nothing changes', () => {
  const pcm = soundOf(1000, noise(3000, 1));
  const apply = (...steps: EditStep[]) => applySteps(pcm, steps, targets, onThisThread);
  expect(apply(shifted(1, 2, 3)).changed).toEqual([[994, 2006]]);
  expect(apply(shifted(0, 5, 3)).changed).toEqual([[0, 3000]]);
  for (const idle of [{ ...shifted(1, 2, 3), bypassed: true }, shifted(1, 2, 0), shifted(4, 5, 3)]) {
    expect(apply(idle).pcm).toBe(pcm);
    expect(apply(idle).changed).toEqual([]);
  }
});

test('samples that are no numbers count as silence inside', async () => {
  const rate = 8000;
  const tone = sine(2 * rate, rate, 300);
  tone[rate] = Number.NaN;
  const out = await heard(tone, [shifted(0.5, 1.5, 2)], rate);
  expect(out.every((sample) => Number.isFinite(sample))).toBe(true);
  expect(levelDb(out, 1.2 * rate, 1.4 * rate)).toBeGreaterThan(-12);
});

test('refuses what cannot be made, with a sentence', () => {
  const pcm = soundOf(1000, noise(3000, 1));
  const apply = (step: EditStep) => () => applySteps(pcm, [step], targets, onThisThread);
  const band = { ...gainStep('g', 'g', region(0, 1, 100, 200), 0), semitones: 2 };
  expect(apply(band)).toThrow(/in a stretch of time only/);
  expect(apply({ ...shifted(0, 1, 2), fade: 'in' })).toThrow(/without a fade/);
  expect(apply(shifted(0, 1, 13))).toThrow(/from −12 to \+12/);
});

test('the delay of the library is one frame at every rate', async () => {
  for (const rate of [8000, 11_025, 44_100, 192_000]) {
    const pulse = new Float32Array(rate);
    pulse[Math.round(rate / 2)] = 1;
    const piece = { sampleRate: rate, semitones: 0, state: null, channels: [pulse], length: rate };
    const { channels } = await stretchPiece(piece);
    const peak = channels[0]!.reduce((best, sample, n, all) => (sample > all[best]! ? n : best), 0);
    const { input, output } = stretcherLatency(rate);
    expect(Math.abs(peak - Math.round(rate / 2) - input - output)).toBeLessThanOrEqual(1);
  }
});
