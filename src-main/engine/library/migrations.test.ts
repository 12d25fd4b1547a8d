import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { databaseOver } from './database.ts';
import { predictionOf, recording, steppingClock, temporaryFolder } from './library-fixture.ts';
import { migrate, migrations } from './migrations.ts';
import { predictionsIn } from './predictions.ts';
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
    const { name, ...rest } = recording('Prelude in C minor.wav');
    sqlite
      .prepare(
        `INSERT INTO tracks (id, name, sort_name, path, tags, audio_hash, file_size, modified_ms, missing, duration, sample_rate, channels, frames, format, imported_at)
         VALUES ('old', ?, 'prelude', ?, '', ?, ?, ?, 0, ?, ?, ?, ?, ?, '2026-01-01')`,
      )
      .run(
        ...[name, rest.path, rest.audioHash, rest.fileSize, rest.modifiedMs],
        ...[rest.duration, rest.sampleRate, rest.channels, rest.frames, rest.format],
      );
    migrate(sqlite);
    const tracks = tracksIn(databaseOver(sqlite), steppingClock());
    const { items } = tracks.list({ search: 'prelude' });
    expect(items.map((track) => [track.name, track.bitDepth])).toEqual([['Prelude in C minor.wav', null]]);
  });

  test('keep the predictions of an older library, whose models gave no familiarity', () => {
    const sqlite = new Sqlite(':memory:');
    migrate(sqlite, migrations.slice(0, 3));
    const { id: trackId } = tracksIn(databaseOver(sqlite), steppingClock()).add(recording('a.wav'));
    const { familiarity: _, ...summary } = predictionOf(trackId, 0.5).summary;
    sqlite
      .prepare(`INSERT INTO predictions VALUES ('old', ?, 'seed', '1.0.0', 'm', 's', ?, 'k', '2026-01-01')`)
      .run(trackId, JSON.stringify({ ...predictionOf(trackId, 0.5), summary: { ...summary, effects: {} } }));
    migrate(sqlite);
    expect(sqlite.prepare('SELECT record FROM predictions').pluck().get()).not.toContain('effects');
    const found = predictionsIn(databaseOver(sqlite), steppingClock()).list(trackId);
    expect(found).toMatchObject([{ id: 'old', record: predictionOf(trackId, 0.5), familiarity: null }]);
  });

  test('make tags and predictions of an older library sortable, the latest of each model', () => {
    const sqlite = new Sqlite(':memory:');
    migrate(sqlite, migrations.slice(0, 4));
    sqlite
      .prepare(
        `INSERT INTO tracks (id, name, sort_name, path, tags, audio_hash, file_size, modified_ms, duration, sample_rate, channels, frames, format, imported_at)
         VALUES (?, ?, ?, ?, ?, 'h', 1, 1, 1, 1, 1, 1, 'wav', '2026-01-01')`,
      )
      .run('old', 'a', 'a', '/a', 'live\nlate night');
    const predicted = sqlite.prepare(
      `INSERT INTO predictions (id, track_id, model_id, model_version, model_hash, settings_hash, record, curves_key, created_at)
       VALUES (?, 'old', 'seed', '1.0.0', ?, 's', ?, 'k', ?)`,
    );
    predicted.run('2', 'new', JSON.stringify(predictionOf('old', -0.5)), '2026-01-02');
    predicted.run('1', 'old', JSON.stringify(predictionOf('old', 0.5)), '2026-01-01');
    migrate(sqlite);
    const tracks = tracksIn(databaseOver(sqlite), steppingClock());
    expect(tracks.list({ modelId: 'seed', curve: 'valence' }).items).toMatchObject([
      {
        tags: ['live', 'late night'],
        rating: 0,
        values: { midLevel: { minorness: 1 }, emotions: { valence: -0.5 } },
        curve: null,
      },
    ]);
    expect(tracks.tagCounts()).toEqual([
      { tag: 'late night', count: 1 },
      { tag: 'live', count: 1 },
    ]);
  });

  test('leave a database as it was when one of them fails', () => {
    const sqlite = new Sqlite(':memory:');
    const broken = {
      version: migrations.length + 1,
      sql: 'CREATE TABLE half_done (x); CREATE TABLE tracks (again)',
    };
    migrate(sqlite);
    expect(() => migrate(sqlite, [...migrations, broken])).toThrow('already exists');
    expect(version(sqlite)).toBe(migrations.length);
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
