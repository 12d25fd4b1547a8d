import { stat } from 'node:fs/promises';
import type { FileCheck } from '../../src-preload/contract/track-list.ts';
import type { Library } from './library/library.ts';

/** Files asked for at a time. */
const AT_ONCE = 32;

/**
 * Looks whether the file of every recording is at its place, and notes it. A file that was missing is back when one of the same length
 * is there and no other recording's. Nothing is read: a large library is looked through beside other work.
 */
export async function checkFiles({ tracks }: Library, signal?: AbortSignal): Promise<FileCheck> {
  const ids = tracks.ids({});
  const check = { gone: 0, back: 0 };
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    signal?.throwIfAborted();
    await Promise.all(
      ids.slice(from, from + AT_ONCE).map(async (id) => {
        const change = await changeOf(tracks, id);
        if (!change) return;
        tracks.setMissing(id, change === 'gone');
        check[change]++;
      }),
    );
  }
  return check;
}

/** Null when all is as it was, or the recording was removed meanwhile. */
async function changeOf(tracks: Library['tracks'], id: string): Promise<keyof FileCheck | null> {
  const known = fileOf(tracks, id);
  if (!known) return null;
  const size = await stat(known.path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  const now = fileOf(tracks, id);
  if (!now || now.path !== known.path || now.missing !== known.missing) return null;
  if (!known.missing) return size === null ? 'gone' : null;
  return size === known.fileSize && !tracks.atPath(known.path) ? 'back' : null;
}

function fileOf(tracks: Library['tracks'], id: string) {
  try {
    return { ...tracks.file(id), missing: tracks.get(id).missing };
  } catch {
    return null;
  }
}
