import { createStore } from 'zustand/vanilla';
import type { Track } from '../../src-preload/contract/domain.ts';
import type { PlainError } from '../../src-preload/contract/errors.ts';
import type { WatchedFolder } from '../../src-preload/contract/watching.ts';

/** One file on its way into the library. */
export interface Importing {
  readonly key: string;
  readonly name: string;
  readonly step: string;
  readonly fraction: number;
  readonly error: PlainError | null;
}

export interface RemovedTrack {
  readonly track: Track;
  /** Where it stood in the project. */
  readonly index: number;
}

export interface LibraryState {
  readonly search: string;
  readonly items: readonly Track[];
  readonly total: number;
  readonly loading: boolean;
  readonly imports: readonly Importing[];
  readonly watchedFolders: readonly WatchedFolder[];
  /** Files on their way in from watched folders. */
  readonly arriving: readonly Importing[];
  /** The project's tracks, in its order. */
  readonly projectTracks: readonly Track[];
  /** The track that was last taken out of the project, to put it back; null once that is no longer offered. */
  readonly removed: RemovedTrack | null;
  readonly error: string | null;
}

export const createLibraryStore = () =>
  createStore<LibraryState>(() => ({
    search: '',
    items: [],
    total: 0,
    loading: true,
    imports: [],
    watchedFolders: [],
    arriving: [],
    projectTracks: [],
    removed: null,
    error: null,
  }));
