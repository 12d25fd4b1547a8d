import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { notWritable } from './file-errors.ts';

/** Turns a failure of SQLite into the sentence the user reads; anything else is returned as it came. */
export function libraryError(cause: unknown, file: string): unknown {
  if (!(cause instanceof Sqlite.SqliteError)) return cause;
  const code = cause.code;
  const options = { cause };
  if (code === 'SQLITE_FULL' || (code.startsWith('SQLITE_IOERR') && isFull(dirname(file)))) {
    return new MezzoError(
      'disk_full',
      `The disk is full: the library ${file} could not take in the last change. All that was saved before is kept. Free some space and try again.`,
      options,
    );
  }
  if (isDamage(cause)) {
    return new MezzoError(
      'library_damaged',
      `The library ${file} is damaged. Restart Mezzo: it will keep the damaged file aside and open a new library.`,
      options,
    );
  }
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new MezzoError(
      'library_busy',
      `Another Mezzo is busy writing to the library ${file}. Wait a moment and try again, or close the other Mezzo.`,
      options,
    );
  }
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return notWritable(file, cause);
  if (code.startsWith('SQLITE_IOERR')) {
    return new MezzoError(
      'file_unreadable',
      `The disk failed while the library ${file} was read or written (${cause.message}). Check the disk, then restart Mezzo.`,
      options,
    );
  }
  if (code === 'SQLITE_CONSTRAINT_FOREIGNKEY') {
    return new MezzoError(
      'not_found',
      'The recording this belongs to is no longer in the library. Add it again and repeat the step.',
      options,
    );
  }
  return cause;
}

/** SQLite needs tens of kilobytes even to open a library; where they are not to be had, it calls that an input or output error. */
const leastRoom = 256 * 1024;

function isFull(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < leastRoom;
  } catch {
    // The disk is away; that is no lack of room.
    return false;
  }
}

/** True when SQLite says that the file itself is broken or no database at all. */
export function isDamage(cause: unknown): boolean {
  return (
    cause instanceof Sqlite.SqliteError &&
    (cause.code.startsWith('SQLITE_CORRUPT') || cause.code === 'SQLITE_NOTADB')
  );
}

/** True when not the file but the content of the full-text index is broken. */
export function isIndexDamage(cause: unknown): boolean {
  return cause instanceof Sqlite.SqliteError && cause.code === 'SQLITE_CORRUPT_VTAB';
}
