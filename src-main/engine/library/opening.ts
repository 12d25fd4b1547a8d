import { existsSync } from 'node:fs';
import { access, constants, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { connect, type Database, databaseOver } from './database.ts';
import { writeError } from './file-errors.ts';
import type { LibraryFolders } from './folders.ts';
import { makeFolder } from './make-folder.ts';
import { migrate } from './migrations.ts';
import { lockForOpening } from './opening-lock.ts';
import { isDamage, libraryError } from './sqlite-errors.ts';

interface OpenedDatabase {
  readonly database: Database;
  /** Sentences for the user about what was found. */
  readonly notices: readonly string[];
}

interface OpenOptions {
  readonly signal?: AbortSignal | undefined;
  readonly clock: () => Date;
}

/**
 * Opens the SQLite file of a library: makes the folders, checks the file, brings it to the current schema. A
 * damaged file is renamed and kept, and a new one opened in its place.
 * @throws MezzoError `not_writable`, `library_busy`, `library_newer`, `disk_full`.
 */
export async function openDatabase(folders: LibraryFolders, options: OpenOptions): Promise<OpenedDatabase> {
  await makeWritable(folders);
  try {
    using _lock = await lockForOpening(join(folders.root, 'library.lock'), options);
    try {
      return { database: openChecked(folders.database), notices: [] };
    } catch (cause) {
      if (!isDamage(cause)) throw cause;
      const kept = await setAside(folders.database, options.clock());
      const notice = `The library was damaged. The damaged file is kept as ${kept} in ${folders.root}, and Mezzo started a new, empty library. Your recordings are not touched; add them again, or restore a backup of library.sqlite.`;
      return { database: openChecked(folders.database), notices: [notice] };
    }
  } catch (cause) {
    throw libraryError(cause, folders.database);
  }
}

async function makeWritable(folders: LibraryFolders): Promise<void> {
  const places = [folders.root, folders.cache, folders.decoded, folders.models, folders.imports];
  for (const place of places) {
    try {
      await makeFolder(place);
      await access(place, constants.W_OK);
    } catch (cause) {
      throw writeError(cause, place);
    }
  }
  if (!existsSync(folders.database)) return;
  await access(folders.database, constants.W_OK).catch((cause: unknown) => {
    throw writeError(cause, folders.database);
  });
}

function openChecked(file: string): Database {
  const sqlite = connect(file);
  try {
    checkTables(sqlite);
    migrate(sqlite);
    return databaseOver(sqlite);
  } catch (cause) {
    sqlite.close();
    throw cause;
  }
}

/**
 * Table by table and without the full-text index over them, whose own check takes four times as long as all
 * others together and which is made anew when it turns out to be damaged.
 */
function checkTables(sqlite: Sqlite.Database): void {
  const tables = sqlite
    .prepare<[], string>("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual'")
    .pluck();
  for (const table of tables.all()) {
    const found = sqlite.pragma(`quick_check(${table})`, { simple: true });
    if (found !== 'ok') throw new Sqlite.SqliteError(String(found), 'SQLITE_CORRUPT');
  }
}

/** Renames the file and what belongs to it; the new name says when. */
async function setAside(file: string, at: Date): Promise<string> {
  const stamp = at.toISOString().replace(/[:.]/g, '-');
  let kept = file.replace(/\.sqlite$/, `.damaged-${stamp}.sqlite`);
  for (let copy = 2; existsSync(kept); copy++) {
    kept = file.replace(/\.sqlite$/, `.damaged-${stamp}-${copy}.sqlite`);
  }
  for (const suffix of ['', '-wal', '-shm']) {
    if (existsSync(file + suffix)) await rename(file + suffix, kept + suffix);
  }
  return basename(kept);
}
