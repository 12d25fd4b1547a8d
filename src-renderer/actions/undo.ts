import type { Action } from './action.ts';
import { enqueue } from './change-edits.ts';

export const undo: Action = {
  id: 'undo',
  label: 'Undo',
  shortcut: 'Mod+Z',
  needs: 'There is nothing to undo.',
  enabled: ({ edits }) => edits.getState().undoLabel !== null,
  run: (workstation) => {
    const trackId = workstation.session.getState().track?.id;
    if (trackId) return enqueue(workstation, trackId, () => workstation.engine.edits.undo({ trackId }));
  },
};
