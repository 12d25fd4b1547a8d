import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runMezzo } from './run-mezzo.fixture.ts';

/** The walk of docs/research-models.md: a folder with a manifest written by hand is added, verified and heard. */

const model = fileURLToPath(new URL('../golden/hand-written/model', import.meta.url));
const recording = fileURLToPath(new URL('../../resources/demo/two-weathers.flac', import.meta.url));
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mezzo-hand-written-'));
});
afterAll(() => rm(home, { recursive: true, force: true }));

it('a hand-written two-level model is added, passes every check and predicts', async () => {
  const added = await runMezzo(home, 'models', 'add', model);
  expect(added.stderr).toBe('');
  expect(added.code).toBe(0);
  const verified = await runMezzo(home, 'models', 'verify', 'hand-written');
  expect(verified.code).toBe(0);
  const heard = await runMezzo(home, 'predict', recording, '--model', 'hand-written', '--json');
  expect(heard.code).toBe(0);
  const [line] = heard.stdout.trim().split('\n');
  const { midLevel, emotions, effects } = JSON.parse(line!).summary;
  expect(Object.keys(midLevel)).toEqual(['melodiousness', 'articulation', 'dissonance']);
  for (const [emotion, { intercept, effects: parts }] of Object.entries<{
    intercept: number;
    effects: Record<string, number>;
  }>(effects)) {
    const sum = Object.values(parts).reduce((total, part) => total + part, intercept);
    expect(sum).toBeCloseTo(emotions[emotion], 12);
  }
}, 240_000);
