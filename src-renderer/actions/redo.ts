import type { Action } from './action.ts';
import { enqueue } from './change-edits.ts';

export const redo: Action = {
  id: 'redo',
  label: 'Redo',
  shortcut: 'Mod+Shift+Z',
  needs: 'There is nothing to redo.',
  enabled: ({ edits }) => edits.getState().redoLabel !== null,
  run: (workstation) => {
    const trackId = workstation.session.getState().track?.id;
    if (trackId) return enqueue(workstation, trackId, () => workstation.engine.edits.redo({ trackId }));
  },
};
