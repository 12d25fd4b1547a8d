import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { faultsOf, fuzzAudio, makeCorpus } from './audio-mutations.ts';

const folder = mkdtempSync(join(tmpdir(), 'mezzo-fuzz-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('360 damaged files of every format each end in a recording or in one sentence', {
  timeout: 120_000,
}, async () => {
  const report = await fuzzAudio(folder, 360, 20_261_121);
  expect(faultsOf(report, 360)).toEqual([]);
  // Were everything refused at the door, the decoders would not have been tried at all.
  expect(report.outcomes.get('decoded')).toBeGreaterThan(100);
  expect(report.outcomes.get('audio_damaged')).toBeGreaterThan(10);
});

it('the files they are made from are of twelve kinds', () => {
  expect(makeCorpus(folder).size).toBe(12);
});

it('a crash, a hang and a run that did nothing are faults', () => {
  const good = {
    runs: 2,
    outcomes: new Map([['decoded', 2]]),
    crashes: 0,
    hangs: 0,
    slowestMs: 40,
    slowest: 'run 1',
    failures: [],
  };
  expect(faultsOf(good, 2)).toEqual([]);
  expect(faultsOf({ ...good, failures: ['run 1: unexpected'] }, 2)).toEqual(['run 1: unexpected']);
  expect(faultsOf({ ...good, crashes: 1, hangs: 2 }, 2)).toHaveLength(2);
  expect(faultsOf({ ...good, slowestMs: 7000 }, 2)).toEqual(['run 1 took 7.0 s.']);
  expect(faultsOf({ ...good, runs: 0 }, Number.NaN)).toHaveLength(1);
});
