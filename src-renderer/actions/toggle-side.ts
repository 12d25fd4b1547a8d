import { heardSteps } from '../stores/edits.ts';
import type { Action } from './action.ts';

export const toggleSide: Action = {
  id: 'toggle-side',
  label: 'Hear the original or the edited sound (A/B)',
  shortcut: 'B',
  needs: 'There is no edit to compare.',
  enabled: ({ edits }) => heardSteps(edits.getState()).length > 0,
  run: ({ playback }) =>
    playback.setState(({ side }) => ({ side: side === 'original' ? 'edited' : 'original' })),
};

export const toggleDifference: Action = {
  id: 'toggle-difference',
  label: 'Hear only what the edits change, tempo aside',
  shortcut: 'D',
  needs: 'There is no edit to compare.',
  enabled: ({ edits }) => heardSteps(edits.getState()).length > 0,
  run: ({ playback }) =>
    playback.setState(({ side }) => ({ side: side === 'difference' ? 'edited' : 'difference' })),
};
