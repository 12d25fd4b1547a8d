import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { type Beats, beatsOf } from './beats.ts';
import { onsetStrength } from './onset-strength.ts';
import { createRandom } from './signals.fixture.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const sampleRate = 22_050;
const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());
const folder = await tempFolder();
let files = 0;

async function beatsIn(samples: Float32Array): Promise<Beats> {
  const path = join(folder, `${files++}.f32`);
  writeFileSync(path, samples);
  const file = { path, sampleRate, channelCount: 1, frames: samples.length };
  return beatsOf(await onsetStrength(file, compute));
}

const noise = (seconds: number, amplitude: number, seed: number) => {
  const random = createRandom(seed);
  return Float32Array.from({ length: seconds * sampleRate }, () => amplitude * (2 * random() - 1));
};

/** Strokes of noise that die away, at these times, over a floor of noise. */
function clicks(times: readonly number[], seconds: number): Float32Array {
  // A recording that begins with noise begins with an onset; this one fades in.
  const samples = noise(seconds, 0.0003, 1).map((value, n) => value * Math.min(1, n / sampleRate / 2));
  const random = createRandom(2);
  for (const time of times)
    for (let n = 0; n < 0.08 * sampleRate; n++) {
      const at = Math.round(time * sampleRate) + n;
      if (at < samples.length) samples[at]! += 0.6 * (2 * random() - 1) * Math.exp((-60 * n) / sampleRate);
    }
  return samples;
}

/** Times of beats whose tempo (a minute) is a function of the time. */
function beatTimes(tempo: (time: number) => number, seconds: number, first = 0.4): number[] {
  const times: number[] = [];
  for (let time = first; time < seconds - 0.1; time += 60 / tempo(time)) times.push(time);
  return times;
}

/** How far the nearest found beat is from each true one: the largest, in seconds, the first and last true beats aside. */
function worst(found: Float64Array, times: readonly number[]): number {
  const distances = times.slice(1, -1).map((time) => Math.min(...found.map((one) => Math.abs(one - time))));
  return Math.max(...distances);
}

describe('beats of a click track', () => {
  test.each([72, 96, 128, 168])('at %i a minute lie on its clicks, and the tempo is right', async (tempo) => {
    const times = beatTimes(() => tempo, 24);
    const beats = await beatsIn(clicks(times, 24));
    expect(beats.tempo).toBeGreaterThan(0.99 * tempo);
    expect(beats.tempo).toBeLessThan(1.01 * tempo);
    expect(beats.clarity).toBeGreaterThan(0.6);
    expect(worst(beats.times, times)).toBeLessThan(0.02);
    expect(Math.abs(beats.times.length - times.length)).toBeLessThanOrEqual(1);
  });

  test.each<[string, (time: number) => number]>([
    ['grows from 90 to 126', (time) => 90 + (36 * time) / 40],
    ['breathes by a tenth every 16 seconds', (time) => 108 * (1 + 0.1 * Math.sin((2 * Math.PI * time) / 16))],
  ])('whose tempo %s follow it', async (_, tempo) => {
    const times = beatTimes(tempo, 40);
    const beats = await beatsIn(clicks(times, 40));
    expect(worst(beats.times, times)).toBeLessThan(0.03);
    expect(Math.abs(beats.times.length - times.length)).toBeLessThanOrEqual(1);
  });

  test('begin with the first click and end with the last, not in the silence around', async () => {
    const times = beatTimes(() => 120, 18, 6);
    const { times: found } = await beatsIn(clicks(times, 26));
    expect(found[0]).toBeCloseTo(6, 1);
    expect(found.at(-1)).toBeCloseTo(times.at(-1)!, 1);
  });
});

test.each<[string, () => Float32Array]>([
  ['noise', () => noise(24, 0.5, 3)],
  ['silence', () => new Float32Array(8 * sampleRate)],
  ['a sample', () => new Float32Array(1)],
  [
    'strokes at random',
    () => {
      const random = createRandom(5);
      let time = 0;
      return clicks(
        Array.from({ length: 60 }, () => (time += 0.12 + 0.9 * random())),
        30,
      );
    },
  ],
])('%s has no clear pulse', async (_, sound) => {
  const beats = await beatsIn(sound());
  expect(beats).toMatchObject({ times: new Float64Array(), tempo: null });
});
