import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { connect, databaseOver } from './database.ts';
import { type Library, openLibrary, repositoriesOf } from './library.ts';
import { predictionOf, recording, steppingClock, temporaryFolder } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { lockForOpening } from './opening-lock.ts';

const clock = () => new Date('2026-03-01T10:20:30.456Z');
const namesIn = (library: Library) => library.tracks.list().items.map((track) => track.name);

async function libraryWith(folder: string, count: number) {
  await using library = await openLibrary({ folder, clock });
  for (let index = 0; index < count; index++) library.tracks.add(recording(`take ${index}`));
}

describe('opening', () => {
  test('makes a new library with write-ahead log, foreign keys and full synchronisation', async () => {
    using folder = temporaryFolder();
    const root = join(folder.path, 'new', 'ünïcode "quoted" folder');
    await using library = await openLibrary({ folder: root, clock });
    expect(library.notices).toEqual([]);
    expect(existsSync(library.folders.models)).toBe(true);
    const sqlite = connect(library.folders.database);
    expect(sqlite.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
    expect(sqlite.pragma('synchronous', { simple: true })).toBe(2);
    sqlite.close();
  });

  test('again finds everything, and closing leaves one file', async () => {
    using folder = temporaryFolder();
    await libraryWith(folder.path, 3);
    expect(existsSync(join(folder.path, 'library.sqlite-wal'))).toBe(false);
    await using library = await openLibrary({ folder: folder.path });
    expect(library.tracks.list().total).toBe(3);
  });

  test('twice at once shows each what the other saved', async () => {
    using folder = temporaryFolder();
    await using one = await openLibrary({ folder: folder.path });
    await using two = await openLibrary({ folder: folder.path });
    one.tracks.add(recording('from one'));
    two.tracks.add(recording('from two'));
    expect(namesIn(one)).toEqual(['from two', 'from one']);
    expect(namesIn(two)).toEqual(namesIn(one));
  });

  test('waits for another process that is opening, gives up with a sentence, and can be cancelled', async () => {
    using folder = temporaryFolder();
    const file = join(folder.path, 'library.lock');
    const held = await lockForOpening(file);
    await expect(lockForOpening(file, { patienceMs: 0 })).rejects.toMatchObject({ code: 'library_busy' });
    const signal = AbortSignal.abort();
    await expect(openLibrary({ folder: folder.path, signal })).rejects.toThrow('aborted');
    const waiting = openLibrary({ folder: folder.path });
    held[Symbol.dispose]();
    await (await waiting)[Symbol.asyncDispose]();
  });
});

describe('a damaged library', () => {
  const damages: [string, (file: string) => void][] = [
    ['that is a text file', (file) => writeFileSync(file, 'this is not a database, '.repeat(400))],
    [
      'with an overwritten middle',
      (file) => {
        const bytes = readFileSync(file);
        bytes.fill(0xa5, 8192, bytes.length - 4096);
        writeFileSync(file, bytes);
      },
    ],
    ['with one bad page among its tracks', (file) => overwritePageOf('tracks', file)],
    ['with one bad page in an index', (file) => overwritePageOf('tracks_by_name', file)],
    ['that lost its end', (file) => writeFileSync(file, readFileSync(file).subarray(0, 20_480))],
    [
      'with a broken header',
      (file) => {
        const bytes = readFileSync(file);
        bytes.write('QSLite', 0);
        writeFileSync(file, bytes);
      },
    ],
  ];

  test.each(damages)('%s is kept aside, a new one opened, and the user told', async (_what, damage) => {
    using folder = temporaryFolder();
    await libraryWith(folder.path, 60);
    const file = join(folder.path, 'library.sqlite');
    damage(file);
    const damaged = readFileSync(file);

    const kept = 'library.damaged-2026-03-01T10-20-30-456Z.sqlite';
    {
      await using library = await openLibrary({ folder: folder.path, clock });
      expect(library.notices).toEqual([expect.stringContaining(kept)]);
      library.tracks.add(recording('after'));
      expect(namesIn(library)).toEqual(['after']);
    }
    expect(readFileSync(join(folder.path, kept)).equals(damaged)).toBe(true);
    await using again = await openLibrary({ folder: folder.path });
    expect(again.notices).toEqual([]);
    expect(namesIn(again)).toEqual(['after']);
  });

  test('a second time is kept beside the first', async () => {
    using folder = temporaryFolder();
    for (let time = 0; time < 2; time++) {
      writeFileSync(join(folder.path, 'library.sqlite'), `garbage ${time} `.repeat(200));
      await (await openLibrary({ folder: folder.path, clock }))[Symbol.asyncDispose]();
    }
    const kept = readdirSync(folder.path).filter((name) => name.startsWith('library.damaged'));
    expect(kept).toHaveLength(2);
  });

  test('written by a newer Mezzo is not damaged: it stays where it is', async () => {
    using folder = temporaryFolder();
    await libraryWith(folder.path, 1);
    const file = join(folder.path, 'library.sqlite');
    const newer = new Sqlite(file);
    newer.pragma('user_version = 1000');
    newer.close();
    await expect(openLibrary({ folder: folder.path })).rejects.toMatchObject({ code: 'library_newer' });
    expect(readdirSync(folder.path).some((name) => name.includes('damaged'))).toBe(false);
  });
});

describe('a full disk', () => {
  test('ends in a sentence and keeps all that was saved', () => {
    using folder = temporaryFolder();
    const sqlite = connect(join(folder.path, 'library.sqlite'));
    migrate(sqlite);
    const database = databaseOver(sqlite);
    const library = repositoriesOf(database, steppingClock());
    const { id: trackId } = library.tracks.add(recording('first'));
    sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 20}`);

    const saved: string[] = [];
    const fill = () => {
      for (let index = 0; index < 10_000; index++) {
        const key = { trackId, modelHash: 'm', settingsHash: String(index) };
        saved.push(library.predictions.save(key, predictionOf(trackId, 0.5), 'k', null).id);
      }
    };
    expect(fill).toThrow(
      expect.objectContaining({ code: 'disk_full', message: expect.stringContaining(folder.path) }),
    );
    expect(saved.length).toBeGreaterThan(10);
    expect(sqlite.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(library.predictions.list(trackId)).toHaveLength(saved.length);

    sqlite.pragma('max_page_count = 100000');
    library.edits.set(trackId, [], 'room again');
    expect(library.edits.get(trackId).undoLabel).toBe('room again');
    database[Symbol.dispose]();
  });
});

describe('a folder without write permission', () => {
  test('ends in a sentence', () => {
    using folder = temporaryFolder();
    chmodSync(folder.path, 0o555);
    expect(openElsewhere(folder.path)).toMatchObject({
      code: 'not_writable',
      message: expect.stringContaining(folder.path),
    });
    chmodSync(folder.path, 0o755);
  });

  test('or with a database nobody may write to', async () => {
    using folder = temporaryFolder();
    await libraryWith(folder.path, 1);
    chmodSync(folder.path, 0o777);
    for (const name of readdirSync(folder.path)) {
      chmodSync(join(folder.path, name), name === 'library.sqlite' ? 0o444 : 0o777);
    }
    expect(openElsewhere(folder.path)).toMatchObject({
      code: 'not_writable',
      message: expect.stringContaining('library.sqlite'),
    });
  });

  test('or with a file where the folder should be', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'file'), '');
    await expect(openLibrary({ folder: join(folder.path, 'file') })).rejects.toMatchObject({
      code: 'not_writable',
    });
    mkdirSync(join(folder.path, 'library.sqlite'));
    await expect(openLibrary({ folder: folder.path })).rejects.toMatchObject({ code: 'not_writable' });
  });
});

/** Zeroes the header of the first leaf of a table or an index; everything else stays whole. */
function overwritePageOf(name: string, file: string) {
  const sqlite = new Sqlite(file);
  const place = sqlite
    .prepare<[string], { at: number }>(
      "SELECT pgoffset AS at FROM dbstat WHERE name = ? AND pagetype = 'leaf' ORDER BY pageno LIMIT 1",
    )
    .get(name);
  sqlite.close();
  const bytes = readFileSync(file);
  bytes.fill(0, place?.at, (place?.at ?? 0) + 64);
  writeFileSync(file, bytes);
}

/** Opens the library in another process, one without root's right to write everywhere; the error it met. */
function openElsewhere(folder: string): unknown {
  const script = `
    import { openLibrary } from ${JSON.stringify(new URL('library.ts', import.meta.url).href)};
    const failure = await openLibrary({ folder: ${JSON.stringify(folder)} }).then(() => 'opened', (error) => error);
    console.log(JSON.stringify({ code: failure.code, message: failure.message }));`;
  const nobody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', script], {
    ...nobody,
    encoding: 'utf8',
  });
  return JSON.parse(output);
}
