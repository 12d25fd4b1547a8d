import type { Action } from './action.ts';
import { enqueue } from './change-edits.ts';
import { makeAgain, redoLabelOf } from './journal.ts';

export const redo: Action = {
  id: 'redo',
  label: 'Redo',
  shortcut: 'Mod+Shift+Z',
  needs: 'There is nothing to redo.',
  enabled: ({ edits, journal }) => redoLabelOf(journal.getState(), edits.getState()) !== null,
  run: (workstation) => {
    const trackId = workstation.session.getState().track?.id;
    if (trackId && makeAgain(workstation))
      return enqueue(workstation, trackId, () => workstation.engine.edits.redo({ trackId }));
  },
};
