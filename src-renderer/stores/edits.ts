import { createStore } from 'zustand/vanilla';
import type { EditState, EditStep, Shift, Version } from '../../src-preload/contract/domain.ts';
import { isIdle } from '../../src-preload/contract/edit-step.ts';

/** The edit list of the open track as the user sees it, ahead of the engine while a change is on its way. */
export interface Edits {
  readonly steps: readonly EditStep[];
  /** Steps that are heard and predicted after those of the list, but are not in it: an edit on trial. */
  readonly trial: readonly EditStep[];
  readonly undoLabel: string | null;
  readonly redoLabel: string | null;
  /** The changes that can be undone and redone, the oldest first. */
  readonly history: EditState['history'];
  /** The place of the history that is in force; 0 is the untouched recording. */
  readonly position: number;
  /** Edit lists kept by name. */
  readonly versions: readonly Version[];
  /** True while a change has not been confirmed by the engine. */
  readonly saving: boolean;
  /** Before and after for the chosen moment or recording; null when nothing is edited. */
  readonly shift: Shift | null;
  /** What `shift` was asked for: the start of a window in seconds, or the whole recording. */
  readonly shiftOf: number | 'recording' | null;
  readonly shifting: boolean;
  /** The sentence of the last failure to predict the shift. */
  readonly error: string | null;
}

export const createEditsStore = () =>
  createStore<Edits>(() => ({
    steps: [],
    trial: [],
    undoLabel: null,
    redoLabel: null,
    history: [],
    position: 0,
    versions: [],
    saving: false,
    shift: null,
    shiftOf: null,
    shifting: false,
    error: null,
  }));

/** The steps that are heard: those of the list and those on trial that change the sound. */
export const heardSteps = ({ steps, trial }: Pick<Edits, 'steps' | 'trial'>): EditStep[] =>
  activeSteps(trial.length > 0 ? [...steps, ...trial] : steps);

/** Those that change the picture, which keeps the recording's time: all but changes of tempo. */
export const drawnSteps = (edits: Pick<Edits, 'steps' | 'trial'>): EditStep[] =>
  heardSteps(edits).filter((step) => !isIdle({ ...step, tempo: 1 }));

/** The steps that change the sound. */
export function activeSteps(steps: readonly EditStep[]): EditStep[] {
  return steps.filter((step) => !isIdle(step));
}
