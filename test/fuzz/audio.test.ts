import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { fuzzAudio, makeCorpus } from './audio-mutations.ts';

const folder = mkdtempSync(join(tmpdir(), 'mezzo-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('360 damaged files of every format each end in a recording or in one sentence', {
  timeout: 120_000,
}, async () => {
  const report = await fuzzAudio(folder, 360, 20_261_121);
  expect(report.failures).toEqual([]);
  expect(report.runs).toBe(360);
  // Were everything refused at the door, the decoders would not have been tried at all.
  expect(report.outcomes.get('decoded')).toBeGreaterThan(100);
  expect(report.outcomes.get('audio_damaged')).toBeGreaterThan(10);
});

it('the files they are made from are of twelve kinds', () => {
  expect(makeCorpus(folder).size).toBe(12);
});
