import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { type Library, openLibrary } from '../../src-main/engine/library/library.ts';
import { temporaryFolder } from '../../src-main/engine/library/library-fixture.ts';
import type { Acknowledged } from './writer.ts';
import { startWriter } from './writers.ts';

const rounds = 10;
const writersARound = 2;

/** Numbers in [0, 1) by the mulberry32 generator. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

test('killed at any moment, twenty times, the library keeps everything it reported as saved', async () => {
  using folder = temporaryFolder();
  const random = seeded(20_260_101);
  const acknowledged: Acknowledged[] = [];

  for (let round = 0; round < rounds; round++) {
    const writers = Array.from({ length: writersARound }, (_, index) =>
      startWriter(folder.path, `round ${round} writer ${index}`, 1e9),
    );
    for (const writer of writers) expect(await writer.opened).toEqual([]);
    for (const writer of writers) {
      await delay(Math.floor(random() * 80));
      writer.process.kill('SIGKILL');
    }
    for (const writer of writers) {
      const { errors } = await writer.ended;
      expect(errors).toBe('');
      acknowledged.push(...writer.acknowledged);
    }
  }

  await using library = await openLibrary({ folder: folder.path });
  expect(library.notices).toEqual([]);
  expect(acknowledged.length).toBeGreaterThan(rounds * writersARound);
  for (const saved of acknowledged) await expectKept(library, saved);
  const inFlight = library.tracks.list({ limit: 1 }).total - acknowledged.length;
  expect(inFlight).toBeLessThanOrEqual(rounds * writersARound);
  expectSound(library.folders.database);
}, 240_000);

async function expectKept(library: Library, { trackId, name, curvesKey, value }: Acknowledged) {
  expect(library.tracks.get(trackId).name).toBe(name);
  const prediction = library.predictions.find({ trackId, modelHash: 'm', settingsHash: 's' });
  expect(prediction?.record.summary.emotions).toEqual({ valence: value });
  expect(prediction?.curvesKey).toBe(curvesKey);
  expect(library.edits.get(trackId).undoLabel).toBe(name);
  const curves = await library.cache.get(curvesKey);
  expect(curves?.byteLength).toBe(80_000);
  expect(new Float32Array(curves ?? new ArrayBuffer(0))[19_999]).toBe(Math.fround(value));
}

function expectSound(file: string) {
  const sqlite = new Sqlite(file, { readonly: true });
  expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(sqlite.pragma('foreign_key_check')).toEqual([]);
  sqlite.close();
}
