import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { nameForMessages, writeError } from './storage-error.ts';

/**
 * Writes a file through a temporary one beside it that takes its place when everything is on the disk: a failure leaves an
 * older file untouched and nothing new. Throws MezzoError `disk_full` or `not_writable`.
 */
export async function writeWhole(path: string, data: string | Uint8Array): Promise<void> {
  const partial = join(dirname(resolve(path)), `.${randomUUID()}.partial`);
  try {
    const file = await open(partial, 'wx');
    await file
      .writeFile(data)
      .then(() => file.sync())
      .finally(() => file.close());
    await rename(partial, path);
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw writeError(cause, nameForMessages(path));
  }
}
