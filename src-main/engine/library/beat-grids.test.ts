import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { BeatGrid } from '../../../src-preload/contract/beat-grid.ts';
import { beatGridsIn } from './beat-grids.ts';
import { databaseOver } from './database.ts';
import { hashOf } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { settingsIn } from './settings.ts';

const steady: BeatGrid = { tempo: 116, density: 1, start: 0.2, beatsPerBar: 4 };

test('a grid is kept with the content of a recording, changed and forgotten, and is no setting', () => {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const database = databaseOver(sqlite);
  const [grids, settings] = [beatGridsIn(database), settingsIn(database)];
  const [take, other] = [hashOf('take'), hashOf('other')];
  settings.set('keymap', { undo: 'U' });
  grids.set(take, steady);
  grids.set(other, { ...steady, start: 1 });
  grids.set(take, { ...steady, beatsPerBar: 3 });
  expect(grids.get(take)).toEqual({ ...steady, beatsPerBar: 3 });
  expect(settings.get()).toEqual({ keymap: { undo: 'U' } });
  grids.set(take, null);
  expect(grids.get(take)).toBeNull();
  expect(grids.get(other)?.start).toBe(1);
});

test('a steady grid without a bar 1 is refused', () => {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const grids = beatGridsIn(databaseOver(sqlite));
  expect(() => grids.set(hashOf('take'), { ...steady, start: null })).toThrow(
    'a steady grid needs its bar 1',
  );
});
