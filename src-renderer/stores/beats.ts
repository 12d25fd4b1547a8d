import { createStore } from 'zustand/vanilla';
import type { BeatGrid } from '../../src-preload/contract/beat-grid.ts';
import type { BeatMap } from '../timeline/beat-map.ts';
import type { Working } from './session.ts';

/** What was found in the open recording. */
export interface Found {
  /** Seconds; empty without a clear pulse. */
  readonly times: Float64Array;
  /** Beats a minute; null without a clear pulse. */
  readonly tempo: number | null;
  /** 0 … 1. */
  readonly clarity: number;
}

/** The beats of the open recording. */
export interface Beats {
  /** Null until they were looked for. */
  readonly found: Found | null;
  /** What the user said; null when nothing. */
  readonly grid: BeatGrid | null;
  /** What follows from both; null while no beats are known. */
  readonly map: BeatMap | null;
  readonly finding: Working | null;
  /** The sentence of the last failed search. */
  readonly error: string | null;
}

export const noBeats: Beats = { found: null, grid: null, map: null, finding: null, error: null };

export const createBeatsStore = () => createStore<Beats>(() => noBeats);
