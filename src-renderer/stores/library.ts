import { createStore } from 'zustand/vanilla';
import type { Track } from '../../src-preload/contract/domain.ts';
import type { PlainError } from '../../src-preload/contract/errors.ts';

/** One file on its way into the library. */
export interface Importing {
  readonly key: string;
  readonly name: string;
  readonly step: string;
  readonly fraction: number;
  readonly error: PlainError | null;
}

export interface LibraryState {
  readonly search: string;
  readonly items: readonly Track[];
  readonly total: number;
  readonly loading: boolean;
  readonly imports: readonly Importing[];
  readonly error: string | null;
}

export const createLibraryStore = () =>
  createStore<LibraryState>(() => ({
    search: '',
    items: [],
    total: 0,
    loading: true,
    imports: [],
    error: null,
  }));
