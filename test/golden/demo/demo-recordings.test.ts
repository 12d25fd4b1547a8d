import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openAudio } from '../../../src-main/engine/audio/decode.ts';

const demo = join(import.meta.dirname, '../../../resources/demo');
const FULL_SCALE = 32_768;
let cacheFolder = '';

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'mezzo-demo-'));
});
afterAll(() => rm(cacheFolder, { recursive: true }));

async function samplesOf(name: string) {
  await using audio = await openAudio(join(demo, `${name}.flac`), { cacheFolder });
  return { ...audio, channels: await audio.read(0, audio.frames) };
}

const peakOf = (channels: readonly Float32Array[]) =>
  channels.reduce((peak, channel) => channel.reduce((p, x) => Math.max(p, Math.abs(x)), peak), 0);

describe('The demo recordings', () => {
  it('hold stems that add up to the mix, sample for sample', async () => {
    const mix = await samplesOf('two-weathers');
    const stems = await Promise.all(
      ['drums', 'bass', 'chords', 'melody'].map((part) => samplesOf(`two-weathers-${part}`)),
    );
    for (const stem of stems) expect(stem.frames).toBe(mix.frames);
    let largest = 0;
    for (const [i, sample] of mix.channels[0]!.entries()) {
      const sum = stems.reduce((total, stem) => total + stem.channels[0]![i]! * FULL_SCALE, 0);
      largest = Math.max(largest, Math.abs(Math.round(sum) - Math.round(sample * FULL_SCALE)));
    }
    expect(largest).toBe(0);
    for (const stem of stems) expect(peakOf(stem.channels)).toBeGreaterThan(0.05);
  });

  it('hold two performances of one prelude, stereo at 44.1 kHz, the slow one a quarter longer or more', async () => {
    const brisk = await samplesOf('prelude-detached-brisk');
    const slow = await samplesOf('prelude-legato-slow');
    for (const performance of [brisk, slow]) {
      expect(performance.channels).toHaveLength(2);
      expect(performance.sampleRate).toBe(44_100);
      expect(20 * Math.log10(peakOf(performance.channels))).toBeCloseTo(-3, 1);
    }
    expect(slow.duration / brisk.duration).toBeGreaterThan(1.25);
  });
});
