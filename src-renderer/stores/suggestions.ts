import { createStore } from 'zustand/vanilla';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { Suggestion } from '../../src-preload/contract/suggestion.ts';

/** What suggestions were sought for. */
export interface AskedWish {
  readonly emotion: string;
  readonly amount: number;
  readonly allowedChange: number;
  /** The window, in seconds. */
  readonly range: readonly [number, number];
  /** The edits there were. */
  readonly steps: readonly EditStep[];
}

export interface Suggestions {
  /** The shift wished for of the chosen emotion; 0 while there is no wish. */
  readonly amount: number;
  /** dB; see Suggestion.audibleChange. */
  readonly allowedChange: number;
  readonly asked: AskedWish | null;
  /** The best so far, or the answer when nothing is running; null before anything was asked. */
  readonly list: readonly Suggestion[] | null;
  /** The farthest confirmed shift towards the wish; null until the search is done. */
  readonly farthest: number | null;
  readonly running: { readonly step: string; readonly fraction: number } | null;
  /** The name of the suggestion that is heard on trial. */
  readonly heard: string | null;
  readonly error: string | null;
}

/** Nothing asked. The allowed change stays as the user set it. */
export const noSuggestions: Omit<Suggestions, 'allowedChange'> = {
  amount: 0,
  asked: null,
  list: null,
  farthest: null,
  running: null,
  heard: null,
  error: null,
};

export const createSuggestionsStore = () =>
  createStore<Suggestions>(() => ({ ...noSuggestions, allowedChange: 6 }));
