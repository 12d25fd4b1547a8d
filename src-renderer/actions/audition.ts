import type { Audition } from '../stores/playback.ts';
import type { Action } from './action.ts';
import { presentTarget } from './change-edits.ts';

function auditionAction(audition: Exclude<Audition, 'all'>, label: string, shortcut: string): Action {
  return {
    id: `audition-${audition}`,
    label,
    shortcut,
    needs: 'Select segments or a region first.',
    enabled: (workstation) =>
      presentTarget(workstation) !== null || workstation.playback.getState().audition === audition,
    run: ({ playback }) =>
      playback.setState((now) => ({ audition: now.audition === audition ? 'all' : audition })),
  };
}

export const auditionOnly = auditionAction('only', 'Hear only the selection', 'O');
export const auditionWithout = auditionAction('without', 'Hear everything but the selection', 'W');
