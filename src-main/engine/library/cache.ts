import { randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, utimes } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { readSealed, sealOf } from './cache-entry.ts';
import { pruneFolder } from './cache-prune.ts';
import { isDiskFull, writeError } from './file-errors.ts';

/**
 * Large arrays on disk by key, so that nothing is computed twice. Everything in it can be computed again: a
 * damaged entry is a miss, the least recently used entries go when it grows over its size. Safe to share between
 * processes, since an entry appears under its name only when it is whole.
 */
export interface Cache {
  /** The bytes put under `key`, in a buffer of their own; undefined when there are none. */
  get(key: string): Promise<ArrayBuffer | undefined>;
  /** @throws MezzoError `disk_full` when there is no room even after older entries were dropped; `not_writable`. */
  put(key: string, data: ArrayBufferView<ArrayBufferLike>): Promise<void>;
  /** Drops the least recently used entries until at most `bytes` are left. */
  prune(bytes?: number): Promise<void>;
}

/** @param limitBytes how much it may hold; it is brought down to nine tenths of that when it holds more. */
export function cacheIn(folder: string, limitBytes: number): Cache {
  /** Bytes in the folder as far as this process knows; unknown until the folder was looked through. */
  let held: number | undefined;

  const prune = async (bytes: number): Promise<void> => {
    held = await pruneFolder(folder, bytes);
  };
  const account = async (added: number): Promise<void> => {
    if (held === undefined) return prune(limitBytes);
    held += added;
    if (held > limitBytes) await prune(limitBytes * 0.9);
  };

  return {
    async get(key) {
      const path = entryPath(folder, key);
      const found = await readSealed(path);
      if (found === 'damaged') await rm(path, { force: true });
      if (typeof found === 'string') return undefined;
      const now = new Date();
      await utimes(path, now, now).catch(() => {
        // Another process may just have dropped it; what was read is whole.
      });
      return found;
    },
    async put(key, data) {
      const path = entryPath(folder, key);
      try {
        await writeEntry(folder, path, data);
      } catch (cause) {
        if (!isDiskFull(cause)) throw writeError(cause, folder);
        await prune(limitBytes / 4);
        await writeEntry(folder, path, data).catch((again: unknown) => {
          throw writeError(again, folder);
        });
      }
      await account(data.byteLength);
    },
    prune: (bytes = limitBytes) => prune(bytes),
  };
}

async function writeEntry(folder: string, path: string, data: ArrayBufferView): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  const part = join(folder, `${randomUUID()}.part`);
  try {
    await using file = await open(part, 'wx');
    await file.writeFile(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    await file.writeFile(sealOf(data));
    await file.close();
    await rename(part, path);
  } catch (cause) {
    await rm(part, { force: true });
    throw cause;
  }
}

function entryPath(folder: string, key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError(`Not a cache key: ${key}`);
  return join(folder, key.slice(0, 2), key);
}
