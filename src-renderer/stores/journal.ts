import { createStore } from 'zustand/vanilla';

/** A change that can be undone here: of markers or of the beat grid. */
export interface MarkChange {
  readonly kind: 'mark';
  /** What was done, as in “Move Marker 1”. */
  readonly label: string;
  /** Changes of the same subject one after another are one: a tapped tempo, a marker nudged again and again. */
  readonly subject: string | null;
  back(): void;
  again(): void;
}

/** A change of the edit list, which the engine undoes. */
interface EditChange {
  readonly kind: 'edit';
}

export type Change = MarkChange | EditChange;

/** The changes since the recording was opened, in the order they were made, the last one last. */
export interface Journal {
  readonly done: readonly Change[];
  readonly undone: readonly Change[];
}

export const emptyJournal: Journal = { done: [], undone: [] };

export const createJournalStore = () => createStore<Journal>(() => emptyJournal);
