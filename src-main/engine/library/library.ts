import { type BeatGrids, beatGridsIn } from './beat-grids.ts';
import { type Cache, cacheIn } from './cache.ts';
import type { Database } from './database.ts';
import { type Edits, editsIn } from './edits.ts';
import { type Explanations, explanationsIn } from './explanations.ts';
import { foldersUnder, type LibraryFolders } from './folders.ts';
import { type ModelsSeen, modelsSeenIn } from './models-seen.ts';
import { openDatabase } from './opening.ts';
import { type Predictions, predictionsIn } from './predictions.ts';
import { type Projects, projectsIn } from './projects.ts';
import { type Settings, settingsIn } from './settings.ts';
import { type Tracks, tracksIn } from './tracks.ts';
import { type Versions, versionsIn } from './versions.ts';
import { type WatchedFolders, watchedFoldersIn } from './watched-folders.ts';

/** Everything that is kept. Queries answer at once (SQLite runs in the calling thread); the cache is asynchronous. */
export interface Library extends Repositories, AsyncDisposable {
  readonly folders: LibraryFolders;
  /** Sentences for the user about what was found on opening. */
  readonly notices: readonly string[];
  readonly cache: Cache;
}

export interface Repositories {
  readonly tracks: Tracks;
  readonly projects: Projects;
  readonly modelsSeen: ModelsSeen;
  readonly predictions: Predictions;
  readonly explanations: Explanations;
  readonly edits: Edits;
  readonly versions: Versions;
  readonly settings: Settings;
  readonly beatGrids: BeatGrids;
  readonly watchedFolders: WatchedFolders;
}

export interface LibraryOptions {
  /** The library's own folder; made when it is not there. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
  readonly clock?: () => Date;
  /** How many bytes of arrays the cache keeps. */
  readonly cacheBytes?: number;
}

const defaultCacheBytes = 4 * 1024 ** 3;

/**
 * Opens a library, which may be open in other processes at the same time. The owner disposes of it.
 * @throws MezzoError `not_writable`, `library_busy`, `library_newer`, `disk_full`.
 */
export async function openLibrary({
  folder,
  signal,
  clock = () => new Date(),
  cacheBytes = defaultCacheBytes,
}: LibraryOptions): Promise<Library> {
  const folders = foldersUnder(folder);
  const { database, notices } = await openDatabase(folders, { signal, clock });
  return {
    folders,
    notices,
    ...repositoriesOf(database, clock),
    cache: cacheIn(folders.cache, cacheBytes),
    async [Symbol.asyncDispose]() {
      database[Symbol.dispose]();
    },
  };
}

export function repositoriesOf(database: Database, clock: () => Date): Repositories {
  return {
    tracks: tracksIn(database, clock),
    projects: projectsIn(database, clock),
    modelsSeen: modelsSeenIn(database, clock),
    predictions: predictionsIn(database, clock),
    explanations: explanationsIn(database),
    edits: editsIn(database, clock),
    versions: versionsIn(database, clock),
    settings: settingsIn(database),
    beatGrids: beatGridsIn(database),
    watchedFolders: watchedFoldersIn(database, clock),
  };
}
