import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseOver } from './database.ts';
import { recording, steppingClock, temporaryFolder } from './library-fixture.ts';
import { migrate, migrations } from './migrations.ts';
import { tracksIn } from './tracks.ts';

const version = (sqlite: Sqlite.Database) => sqlite.pragma('user_version', { simple: true });
const tableNames = (sqlite: Sqlite.Database) =>
  sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all();

describe('migrations', () => {
  test('are numbered from 1 without a gap', () => {
    expect(migrations.map((step) => step.version)).toEqual(migrations.map((_, index) => index + 1));
  });

  test('bring an empty database to the current version, and a second time change nothing', () => {
    const sqlite = new Sqlite(':memory:');
    migrate(sqlite);
    expect(version(sqlite)).toBe(migrations.length);
    const made = tableNames(sqlite);
    migrate(sqlite);
    expect(tableNames(sqlite)).toEqual(made);
    expect(made).toContain('edit_history');
  });

  test('keep the tracks of an older library and make them searchable', () => {
    const sqlite = new Sqlite(':memory:');
    migrate(sqlite, migrations.slice(0, 1));
    expect(tableNames(sqlite)).not.toContain('tracks_fts');
    tracksIn(databaseOver(sqlite), steppingClock()).add(recording('Prelude in C minor.wav'));
    migrate(sqlite);
    const tracks = tracksIn(databaseOver(sqlite), steppingClock());
    expect(tracks.list({ search: 'prelude' }).items.map((track) => track.name)).toEqual([
      'Prelude in C minor.wav',
    ]);
  });

  test('leave a database as it was when one of them fails', () => {
    const sqlite = new Sqlite(':memory:');
    const broken = { version: 3, sql: 'CREATE TABLE half_done (x); CREATE TABLE tracks (again)' };
    migrate(sqlite);
    expect(() => migrate(sqlite, [...migrations, broken])).toThrow('already exists');
    expect(version(sqlite)).toBe(2);
    expect(tableNames(sqlite)).not.toContain('half_done');
  });

  test('refuse a library that a newer Mezzo wrote', () => {
    using folder = temporaryFolder();
    const sqlite = new Sqlite(`${folder.path}/library.sqlite`);
    sqlite.pragma('user_version = 99');
    expect(() => migrate(sqlite)).toThrow(
      expect.objectContaining({ code: 'library_newer', message: expect.stringContaining('newer Mezzo') }),
    );
    expect(version(sqlite)).toBe(99);
    expect(tableNames(sqlite)).toEqual([]);
    sqlite.close();
  });
});
