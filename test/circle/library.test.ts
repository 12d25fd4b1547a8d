import { copyFile, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ContractRouterClient } from '@orpc/contract';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Engine } from '../../src-main/engine/engine.ts';
import { createRouter } from '../../src-main/engine/router.ts';
import { callDirectly } from '../../src-main/engine/serve.ts';
import { demoFolder, openEngine } from '../../src-main/engine/start.ts';
import type { Contract } from '../../src-preload/contract/contract.ts';
import type { Track } from '../../src-preload/contract/domain.ts';

/** An archive through the contract: recordings are predicted, listed by what was heard, compared, lost and found again. */

let home: string;
let engine: Engine;
let client: ContractRouterClient<Contract>;
let brisk: Track;
let slow: Track;
let copy: Track;
const archive = () => join(home, 'archive');

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'mezzo archive '));
  engine = await openEngine({ dataFolder: join(home, 'data'), provider: 'cpu' });
  client = callDirectly(createRouter(engine), (procedure, cause) => console.error(procedure, cause));
  const add = async (from: string, to: string) => {
    await mkdir(archive(), { recursive: true });
    await copyFile(join(demoFolder(), from), join(archive(), to));
    return engine.importing.importFile(join(archive(), to));
  };
  brisk = await add('prelude-detached-brisk.flac', 'brisk.flac');
  slow = await add('prelude-legato-slow.flac', 'slow.flac');
  copy = await add('prelude-legato-slow.flac', 'slow, a copy.flac');
});

afterAll(async () => {
  await engine[Symbol.asyncDispose]();
  await rm(home, { recursive: true, force: true });
});

it('lists a prediction’s own means, and its curve as means of its windows', async () => {
  const model = (await client.models.list())[0]!;
  const predictions = await Promise.all(
    [brisk, slow].map(({ id }) => client.predictions.get({ audio: { trackId: id, steps: [] } })),
  );
  const { items, total } = await client.tracks.list({
    modelId: model.id,
    curve: 'arousal',
    sort: { by: 'emotion', name: 'arousal' },
  });
  expect(total).toBe(3);
  const byArousal = predictions.toSorted((a, b) => b.summary.emotions.arousal! - a.summary.emotions.arousal!);
  expect(items.map(({ id }) => id)).toEqual([...byArousal.map(({ trackId }) => trackId), copy.id]);
  for (const prediction of predictions) {
    const row = items.find(({ id }) => id === prediction.trackId);
    expect(row?.values).toEqual({
      midLevel: prediction.summary.midLevel,
      emotions: prediction.summary.emotions,
    });
    const curves = new Float32Array(await prediction.curves.arrayBuffer());
    const width = prediction.midLevelNames.length + prediction.emotionNames.length;
    const column = prediction.midLevelNames.length + prediction.emotionNames.indexOf('arousal');
    const arousal = Array.from({ length: prediction.count }, (_, i) => curves[i * width + column]!);
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(row?.curve).toHaveLength(Math.min(64, prediction.count));
    expect(Math.abs(mean(row?.curve ?? []) - mean(arousal))).toBeLessThan(0.02);
  }
});

it('predicts all that is not predicted, reports what fails and goes on, and has nothing to do the second time', async () => {
  const damaged = join(archive(), 'damaged.wav');
  await copyFile(join(archive(), 'slow.flac'), damaged);
  const lost = await engine.importing.importFile(damaged);
  await writeFile(damaged, 'no sound any more');
  engine.recordings.close(lost.id);
  const run = async () => {
    const events = [];
    for await (const event of await client.predictions.all({ sort: { by: 'name' }, descending: false }))
      if (event.kind !== 'progress') events.push(event);
    return events;
  };
  const events = await run();
  expect(events).toMatchObject([
    { kind: 'begin', total: 2 },
    { kind: 'failed', trackId: lost.id, name: 'damaged.wav' },
    { kind: 'done', track: { id: copy.id, values: { emotions: expect.anything() } } },
  ]);
  expect(await run()).toMatchObject([{ kind: 'begin', total: 1 }, { kind: 'failed' }]);
  await client.tracks.remove({ trackId: lost.id });
});

it('keeps stars and tags, and shows copies together', async () => {
  await client.tracks.setRating({ trackId: slow.id, rating: 4 });
  await client.tracks.setTags({ trackId: slow.id, tags: ['keeper'] });
  const kept = await client.tracks.list({ filter: { minRating: 3, tags: ['keeper'] } });
  expect(kept.items).toMatchObject([{ id: slow.id, rating: 4, tags: ['keeper'], copies: 1 }]);
  const copies = await client.tracks.list({ filter: { duplicates: true }, sort: { by: 'audio' } });
  expect(copies.items.map(({ id }) => id)).toEqual([copy.id, slow.id]);
  await expect(client.tracks.setRating({ trackId: slow.id, rating: 6 })).rejects.toMatchObject({
    code: 'bad_request',
  });
});

it('finds the recording with the nearest profile', async () => {
  const { id: modelId } = (await client.models.list())[0]!;
  const [a, b] = await Promise.all(
    [brisk, slow].map(({ id }) => client.predictions.get({ audio: { trackId: id, steps: [] } })),
  );
  const names = Object.keys(a!.summary.midLevel);
  const squares = names.map((name) => (a!.summary.midLevel[name]! - b!.summary.midLevel[name]!) ** 2);
  const expected = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / names.length);
  const near = await client.tracks.similar({ trackId: brisk.id, modelId });
  expect(near.map(({ track }) => track.id)).toEqual([slow.id, copy.id]);
  expect(near[0]?.distance).toBeCloseTo(expected, 9);
});

it('a file that was moved is missing, is found again by its bytes, and can be heard', async () => {
  await rename(join(archive(), 'brisk.flac'), join(archive(), 'another name.flac'));
  engine.recordings.close(brisk.id);
  const audio = { trackId: brisk.id, steps: [] };
  await expect(client.audio.read({ audio, start: 0, frames: 16 })).rejects.toThrow();
  expect((await client.tracks.list({ filter: { missing: true } })).items).toMatchObject([{ id: brisk.id }]);
  const events = [];
  for await (const event of await client.tracks.relink({})) events.push(event);
  expect(events.at(-1)).toMatchObject({ kind: 'done', found: 1, missing: 0 });
  expect((await client.audio.read({ audio, start: 0, frames: 16 })).size).toBe(16 * 4 * brisk.channels);
  await expect(client.tracks.relink({ folders: ['/etc'] })).rejects.toMatchObject({
    code: 'not_granted',
  });
});
