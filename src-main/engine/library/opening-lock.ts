import { setTimeout as delay } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

const retryMs = 25;

/**
 * Lets one process at a time open, check, repair and migrate a library. The lock is SQLite's own on an empty
 * file, so that the system takes it back from a process that was killed.
 * @throws MezzoError `library_busy` when another process holds it for longer than `patienceMs`.
 */
export async function lockForOpening(
  file: string,
  { signal, patienceMs = 30_000 }: { signal?: AbortSignal | undefined; patienceMs?: number } = {},
): Promise<Disposable> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    signal?.throwIfAborted();
    const lock = tryLock(file);
    if (lock) return lock;
    if (performance.now() > deadline) {
      throw new MezzoError(
        'library_busy',
        `Another Mezzo is just opening the library beside ${file}. Wait until it has started, or close it, and try again.`,
      );
    }
    await delay(retryMs, undefined, { signal });
  }
}

function tryLock(file: string): Disposable | undefined {
  const sqlite = new Sqlite(file, { timeout: 0 });
  try {
    // Without a journal file the lock needs no room, so that a library opens on a full disk.
    sqlite.pragma('journal_mode = MEMORY');
    sqlite.exec('BEGIN EXCLUSIVE');
    return {
      [Symbol.dispose]: () => {
        sqlite.close();
      },
    };
  } catch (cause) {
    sqlite.close();
    if (cause instanceof Sqlite.SqliteError && cause.code.startsWith('SQLITE_BUSY')) return undefined;
    throw cause;
  }
}
