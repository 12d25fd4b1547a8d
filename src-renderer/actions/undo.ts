import type { Action } from './action.ts';
import { enqueue } from './change-edits.ts';
import { takeBack, undoLabelOf } from './journal.ts';

export const undo: Action = {
  id: 'undo',
  label: 'Undo',
  shortcut: 'Mod+Z',
  needs: 'There is nothing to undo.',
  enabled: ({ edits, journal }) => undoLabelOf(journal.getState(), edits.getState()) !== null,
  run: (workstation) => {
    const trackId = workstation.session.getState().track?.id;
    if (trackId && takeBack(workstation))
      return enqueue(workstation, trackId, () => workstation.engine.edits.undo({ trackId }));
  },
};
