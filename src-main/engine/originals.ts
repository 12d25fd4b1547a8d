import { realpath, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { nameForMessages } from './audio/storage-error.ts';
import type { Library } from './library/library.ts';

/**
 * Keeps recordings as they are: throws `bad_request` when writing to `target` would replace a recording of the library or
 * `source`, the file that is being edited, under whatever name or link.
 */
export async function expectNoOriginal(
  target: string,
  library: Library,
  source: string | null = null,
): Promise<void> {
  const places = new Set([resolve(target), await realpath(target).catch(() => resolve(target))]);
  const isTrack = [...places].some((place) => library.tracks.atPath(place) !== undefined);
  if (!isTrack && (source === null || !(await isSameFile(target, source)))) return;
  throw new MezzoError(
    'bad_request',
    `“${nameForMessages(target)}” is a recording that you opened, and Mezzo never changes recordings. Choose another name for the new file.`,
  );
}

async function isSameFile(one: string, other: string): Promise<boolean> {
  const [first, second] = await Promise.all([one, other].map((path) => stat(path).catch(() => null)));
  return !!first && !!second && first.ino === second.ino && first.dev === second.dev;
}
