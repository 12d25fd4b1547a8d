import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { beatsOf } from '../../../src-main/engine/audio/beats.ts';
import { openAudio } from '../../../src-main/engine/audio/decode.ts';
import { onsetStrength } from '../../../src-main/engine/audio/onset-strength.ts';
import { createCompute } from '../../../src-main/engine/jobs/compute.ts';

const demo = join(import.meta.dirname, '../../../resources/demo');
const compute = createCompute(2);
let cacheFolder = '';

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'mezzo-beats-'));
});
afterAll(async () => {
  await compute[Symbol.asyncDispose]();
  await rm(cacheFolder, { recursive: true });
});

async function beatsOfDemo(name: string) {
  await using audio = await openAudio(join(demo, `${name}.flac`), { cacheFolder });
  return beatsOf(await onsetStrength(audio.file, compute));
}

test('The band plays at 116 a minute from 0.2 s on, as its script says, and its beats are found there', async () => {
  const { times, tempo } = await beatsOfDemo('two-weathers');
  expect(tempo).toBeGreaterThan(115);
  expect(tempo).toBeLessThan(117);
  const written = Array.from({ length: 56 }, (_, beat) => 0.2 + (beat * 60) / 116);
  const far = written.filter((time) => Math.min(...times.map((one) => Math.abs(one - time))) > 0.04);
  // Nothing begins in the last bar after its chord.
  expect(far.length).toBeLessThanOrEqual(3);
});

test('The brisk prelude goes at about 126 quarters a minute', async () => {
  const { times, tempo } = await beatsOfDemo('prelude-detached-brisk');
  expect(tempo).toBeGreaterThan(122);
  expect(tempo).toBeLessThan(130);
  // Eighteen bars of four, a little more or less where the last chord rings.
  expect(times.length).toBeGreaterThanOrEqual(68);
  expect(times.length).toBeLessThanOrEqual(78);
});

test('The slow prelude, at 76 quarters and without accents, is heard in eighths', async () => {
  const { times, tempo } = await beatsOfDemo('prelude-legato-slow');
  expect(tempo! / 2).toBeGreaterThan(68);
  expect(tempo! / 2).toBeLessThan(80);
  expect(times.length / 2).toBeGreaterThanOrEqual(68);
  expect(times.length / 2).toBeLessThanOrEqual(78);
});
