import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { connect, databaseOver } from '../../src-main/engine/library/database.ts';
import { openLibrary, repositoriesOf } from '../../src-main/engine/library/library.ts';
import { recording, temporaryFolder } from '../../src-main/engine/library/library-fixture.ts';
import { migrate } from '../../src-main/engine/library/migrations.ts';
import { startWriter } from './writers.ts';

test('three processes that open one new library at once all write to it', async () => {
  using folder = temporaryFolder();
  const writers = ['a', 'b', 'c'].map((name) => startWriter(folder.path, name, 40));
  for (const writer of writers) expect(await writer.ended).toEqual({ code: 0, errors: '' });
  await using library = await openLibrary({ folder: folder.path });
  expect(library.tracks.list().total).toBe(120);
  expect(library.tracks.list({ search: 'b 39' }).items.map((track) => track.name)).toEqual(['b 39']);
});

test('of three processes that find the library damaged one sets it aside, and none loses a thing', async () => {
  using folder = temporaryFolder();
  writeFileSync(join(folder.path, 'library.sqlite'), 'damaged '.repeat(2000));
  const writers = ['a', 'b', 'c'].map((name) => startWriter(folder.path, name, 10));
  const notices = await Promise.all(writers.map((writer) => writer.opened));
  for (const writer of writers) expect(await writer.ended).toEqual({ code: 0, errors: '' });
  expect(notices.flat()).toHaveLength(1);
  expect(readdirSync(folder.path).filter((name) => name.includes('damaged'))).toHaveLength(1);
  await using library = await openLibrary({ folder: folder.path });
  expect(library.tracks.list().total).toBe(30);
});

test('a library that another program holds for long is busy, in one sentence, and fine afterwards', async () => {
  using folder = temporaryFolder();
  const file = join(folder.path, 'library.sqlite');
  const impatient = connect(file);
  impatient.pragma('busy_timeout = 20');
  migrate(impatient);
  using database = databaseOver(impatient);
  const library = repositoriesOf(database, () => new Date());
  const other = new Sqlite(file);
  other.exec('BEGIN IMMEDIATE');
  expect(() => library.tracks.add(recording('take.wav'))).toThrow(
    expect.objectContaining({ code: 'library_busy', message: expect.stringContaining('try again') }),
  );
  expect(library.tracks.list().total).toBe(0);
  other.exec('COMMIT');
  other.close();
  library.tracks.add(recording('take.wav'));
  expect(library.tracks.list().total).toBe(1);
});
