import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Track } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { RelinkEvent } from '../../src-preload/contract/track-list.ts';
import { hashFile } from './audio/hash.ts';
import { progressStream } from './jobs/stream.ts';
import type { Library } from './library/library.ts';
import type { TrackFile } from './library/track-row.ts';

export interface RelinkRequest {
  /** Absolute paths of folders to look through, with all that is in them. */
  readonly folders: readonly string[];
  /** Told of every track that has its file again. */
  readonly onFound?: (track: Track) => void;
}

interface Wanted extends TrackFile {
  readonly id: string;
}

/**
 * Finds the files of all missing tracks again, whatever they are called now: where they were, in the folders given, where the missing
 * files and all other recordings lie, and in all folders inside these. A file is read only when it is as long as one that is missing,
 * and is it when its bytes have the same SHA-256. Links and hidden folders are passed by, and so is what cannot be read.
 */
export function relink(
  library: Library,
  { folders, onFound }: RelinkRequest,
  signal?: AbortSignal,
): AsyncGenerator<RelinkEvent, void, void> {
  return progressStream<RelinkEvent>(
    async (emit, cancel) => {
      const wanted = new Map(missingIds(library).map((id) => [id, wantedOf(library, id)]));
      const places = [
        ...folders,
        ...[...wanted.values()].map(({ path }) => dirname(path)),
        ...library.tracks.folders(),
      ];
      let files = 0;
      let found = 0;
      const look = async (path: string): Promise<void> => {
        const track = await foundAt(library, path, [...wanted.values()], cancel);
        if (!track) return;
        wanted.delete(track.id);
        found++;
        onFound?.(track);
        emit({ kind: 'found', track });
      };
      for (const { path } of [...wanted.values()]) await look(path);
      for await (const path of filesIn(places, cancel)) {
        if (wanted.size === 0) break;
        files++;
        emit({ kind: 'progress', folder: basename(dirname(path)), files, found });
        await look(path);
      }
      emit({ kind: 'done', files, found, missing: wanted.size });
    },
    { signal },
  );
}

function missingIds({ tracks }: Library): string[] {
  return tracks.ids({
    filter: { tags: [], minRating: 0, missing: true, duplicates: false, unpredicted: false },
  });
}

const wantedOf = ({ tracks }: Library, id: string): Wanted => ({ ...tracks.file(id), id });

/** The wanted track whose file this is, moved to it; undefined when it is none or belongs to another track. */
async function foundAt(
  { tracks }: Library,
  path: string,
  wanted: readonly Wanted[],
  signal: AbortSignal,
): Promise<Track | undefined> {
  try {
    const { size, mtimeMs } = await stat(path);
    const asLong = wanted.filter(({ fileSize }) => fileSize === size);
    if (asLong.length === 0 || tracks.atPath(path)) return undefined;
    const hash = await hashFile(path, { signal });
    const same = asLong.find(({ audioHash }) => audioHash === hash);
    return same && tracks.relocate(same.id, { path, fileSize: size, modifiedMs: mtimeMs });
  } catch (cause) {
    signal.throwIfAborted();
    if (cause instanceof MezzoError) throw cause;
    return undefined;
  }
}

/** Every plain file in these folders and in the folders inside them, each folder once. */
async function* filesIn(folders: readonly string[], signal: AbortSignal): AsyncGenerator<string> {
  const seen = new Set<string>();
  // A stack: a folder the user chose is looked through with all that is in it before those of other recordings.
  const waiting = folders.toReversed();
  for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
    signal.throwIfAborted();
    if (seen.has(folder)) continue;
    seen.add(folder);
    const entries: Dirent[] = await readdir(folder, { withFileTypes: true }).catch(() => []);
    for (const entry of entries) {
      const path = join(folder, entry.name);
      if (entry.isFile()) yield path;
      else if (entry.isDirectory() && !entry.name.startsWith('.')) waiting.push(path);
    }
  }
}
