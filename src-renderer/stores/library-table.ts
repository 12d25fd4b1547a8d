import { createStore } from 'zustand/vanilla';
import type { ListedTrack, TagCount, TrackFilter, TrackSort } from '../../src-preload/contract/track-list.ts';

/** Rows are fetched in pages of this many. */
export const PAGE_ROWS = 20;

/** A column the user may show or hide; `name` is that of an emotion or feature of the model. */
export type Column =
  | { readonly kind: 'duration' | 'rating' | 'tags' | 'imported' | 'curve' }
  | { readonly kind: 'emotion' | 'midLevel'; readonly name: string };

/** Recordings in the order of their likeness to one. */
export interface Similar {
  readonly to: { readonly id: string; readonly name: string };
  readonly items: readonly { readonly track: ListedTrack; readonly distance: number }[];
}

/** The library as a table: what is asked for, and the rows that are there. */
export interface LibraryTable {
  readonly search: string;
  readonly sort: TrackSort;
  readonly descending: boolean;
  readonly filter: TrackFilter;
  readonly columns: readonly Column[];
  /** The emotion whose curve is drawn in the rows. */
  readonly curve: string;
  /** How many rows there are; null until it is known. */
  readonly total: number | null;
  /** The search, order and filter that the rows are of, as one text. */
  readonly answered: string;
  /** By page; a page that is not here was not fetched yet. */
  readonly pages: ReadonlyMap<number, readonly ListedTrack[]>;
  /** The rows in sight: the first, and one past the last. */
  readonly sight: readonly [number, number];
  /** The chosen row, from 0. */
  readonly cursor: number;
  /** All tags in use. */
  readonly tags: readonly TagCount[];
  /** Shown in place of the rows of the library. */
  readonly similar: Similar | null;
  /** What is being done to many recordings, with how far it is (null: not known); null when nothing is. */
  readonly working: { readonly text: string; readonly fraction: number | null } | null;
  /** What came of the last work, or what went wrong. */
  readonly said: { readonly kind: 'info' | 'error'; readonly text: string } | null;
  readonly error: string | null;
}

export const noFilter: TrackFilter = {
  tags: [],
  minRating: 0,
  missing: false,
  duplicates: false,
  unpredicted: false,
};

export const createLibraryTableStore = () =>
  createStore<LibraryTable>(() => ({
    search: '',
    sort: { by: 'imported' },
    descending: true,
    filter: noFilter,
    columns: [
      { kind: 'duration' },
      { kind: 'rating' },
      { kind: 'emotion', name: 'valence' },
      { kind: 'emotion', name: 'arousal' },
      { kind: 'curve' },
      { kind: 'tags' },
      { kind: 'imported' },
    ],
    curve: 'valence',
    total: null,
    answered: '',
    pages: new Map(),
    sight: [0, 0],
    cursor: 0,
    tags: [],
    similar: null,
    working: null,
    said: null,
    error: null,
  }));

/** How many rows the table has. */
export const rowCount = ({ similar, total }: LibraryTable): number => similar?.items.length ?? total ?? 0;

/** The row, or undefined while it is being fetched or where there is none. */
export const rowAt = ({ similar, pages }: LibraryTable, row: number): ListedTrack | undefined =>
  similar ? similar.items[row]?.track : pages.get(Math.floor(row / PAGE_ROWS))?.[row % PAGE_ROWS];

/** Whether words or a filter leave recordings out. */
export const isNarrowed = ({ search, filter }: LibraryTable): boolean =>
  search.trim() !== '' || JSON.stringify(filter) !== JSON.stringify(noFilter);
