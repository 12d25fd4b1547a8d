import { createStore } from 'zustand/vanilla';
import type {
  Explanation,
  ExplanationChoices,
  ExplanationSettings,
  ExplanationSummary,
} from '../../src-preload/contract/explanation.ts';

/** An explanation with its label map unpacked: labels[frame · bands + band] is a segment id. */
export interface OpenExplanation extends Omit<Explanation, 'labels'> {
  readonly labels: Int32Array;
}

/** An explanation without its segments, as the list of past ones has it. */
export type ExplanationOutline = Omit<ExplanationSummary, 'segments'>;

/** What the next explanation will be made with. */
export type ExplainSettings = Omit<ExplanationSettings, 'feature' | 'start'>;

export interface Explaining {
  readonly feature: string;
  readonly step: string;
  readonly done: number;
  readonly total: number;
}

export interface ExplanationState {
  readonly current: OpenExplanation | null;
  /** Explanations of the open track, newest first. */
  readonly past: readonly ExplanationOutline[];
  readonly running: Explaining | null;
  readonly settings: ExplainSettings;
  /** What the engine offers; null until it has said so. */
  readonly choices: ExplanationChoices | null;
  /** 0 … 1 while the check with shuffled weights runs, else null. */
  readonly randomising: number | null;
  /** Ids of the segments the user has selected for editing and auditioning. */
  readonly selected: ReadonlySet<number>;
  /** The segment under the pointer, on the canvas or in the list. */
  readonly hovered: number | null;
  readonly error: string | null;
}

export const createExplanationStore = () =>
  createStore<ExplanationState>(() => ({
    current: null,
    past: [],
    running: null,
    settings: {
      samples: 1000,
      seed: 1,
      segmenter: 'felzenszwalb',
      selection: 'corrected',
      estimator: 'local',
      fill: 'silence',
      stability: null,
      regions: [],
    },
    choices: null,
    randomising: null,
    selected: new Set(),
    hovered: null,
    error: null,
  }));
