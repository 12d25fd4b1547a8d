import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { databaseOver } from './database.ts';
import { recording, steppingClock } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { tracksIn } from './tracks.ts';
import { versionsIn } from './versions.ts';

function library() {
  const sqlite = new Sqlite(':memory:');
  sqlite.pragma('foreign_keys = ON');
  migrate(sqlite);
  const database = databaseOver(sqlite);
  const tracks = tracksIn(database, steppingClock());
  const [take, other] = ['take.wav', 'other.wav'].map((name) => tracks.add(recording(name)).id);
  return { tracks, versions: versionsIn(database, steppingClock()), take: take!, other: other! };
}

const step: EditStep = {
  id: 'a',
  name: 'Hi-hat',
  target: { kind: 'region', timeRange: [0, 1], frequencyRange: [4000, 12_000] },
  complement: false,
  gainDb: null,
  bypassed: false,
};

test('versions are kept in order, each track its own', () => {
  const { versions, take, other } = library();
  versions.keep({ trackId: take, name: 'Version A', steps: [step] });
  versions.keep({ trackId: take, name: 'Version B', steps: [] });
  expect(versions.keep({ trackId: other, name: 'Version A', steps: [] })).toHaveLength(1);
  const kept = versions.list(take);
  expect(kept.map(({ name, steps }) => [name, steps])).toEqual([
    ['Version A', [step]],
    ['Version B', []],
  ]);
});

test('a version is renamed and removed under its own track only', () => {
  const { versions, take, other } = library();
  const [kept] = versions.keep({ trackId: take, name: 'Version A', steps: [step] });
  versions.rename({ trackId: other, id: kept!.id, name: 'Stolen' });
  versions.remove({ trackId: other, id: kept!.id });
  expect(versions.list(take)[0]!.name).toBe('Version A');
  expect(versions.rename({ trackId: take, id: kept!.id, name: 'Softer' })[0]!.name).toBe('Softer');
  expect(versions.remove({ trackId: take, id: kept!.id })).toEqual([]);
});

test('versions go with their recording; one that is not there has none', () => {
  const { tracks, versions, take } = library();
  versions.keep({ trackId: take, name: 'Version A', steps: [step] });
  tracks.remove(take);
  expect(versions.list(take)).toEqual([]);
  expect(() => versions.keep({ trackId: take, name: 'Version B', steps: [] })).toThrow(
    /no longer in the library/,
  );
});
