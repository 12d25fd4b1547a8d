import { createStore } from 'zustand/vanilla';
import type { TrackFilter, TrackSort } from '../../src-preload/contract/track-list.ts';

/** The list whose recordings are analysed, in its order. */
export interface AnalysedList {
  readonly modelId: string;
  readonly search: string;
  readonly filter: TrackFilter;
  readonly sort: TrackSort;
  readonly descending: boolean;
}

/** Predicting many recordings, one after the other. */
export interface Analysis {
  /** Null when nothing was asked for. */
  readonly list: AnalysedList | null;
  readonly state: 'idle' | 'running' | 'paused';
  /** Recordings done or failed, of how many; null until it is known. */
  readonly finished: number;
  readonly total: number | null;
  /** The recording at work and how far it is, 0 … 1. */
  readonly name: string;
  readonly fraction: number;
  /** Recordings that were asked for first, the last of them at the front. */
  readonly preferred: readonly { readonly trackId: string; readonly name: string }[];
  readonly failures: readonly {
    readonly trackId: string;
    readonly name: string;
    readonly message: string;
  }[];
}

export const initialAnalysis: Analysis = {
  list: null,
  state: 'idle',
  finished: 0,
  total: null,
  name: '',
  fraction: 0,
  preferred: [],
  failures: [],
};

export const createAnalysisStore = () => createStore<Analysis>(() => initialAnalysis);
