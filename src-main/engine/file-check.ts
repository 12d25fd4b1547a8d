import { stat } from 'node:fs/promises';
import type { FileCheck } from '../../src-preload/contract/track-list.ts';
import type { Library } from './library/library.ts';
import type { TrackPlace } from './library/tracks.ts';

/** Files asked for at a time, and noted in one go: each time the disk is waited for. */
const AT_ONCE = 512;

/**
 * Looks whether the file of every recording is at its place, and notes it. A file that was missing is back when one of the same length
 * is there and no other recording's. Nothing is read: a large library is looked through beside other work.
 */
export async function checkFiles({ tracks }: Library, signal?: AbortSignal): Promise<FileCheck> {
  const places = tracks.places();
  const check = { gone: 0, back: 0 };
  for (let from = 0; from < places.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    const looked = await Promise.all(places.slice(from, from + AT_ONCE).map(look));
    const changed = looked.filter((now) => now !== null);
    check.gone += tracks.setPresence(changed.filter(({ missing }) => missing));
    check.back += tracks.setPresence(changed.filter(({ missing }) => !missing));
  }
  return check;
}

/** The place as it is now; null when nothing has changed. */
async function look({ id, path, fileSize, missing }: TrackPlace) {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (missing) return size === fileSize ? { id, path, missing: false } : null;
  return size === null ? { id, path, missing: true } : null;
}
