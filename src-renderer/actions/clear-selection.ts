import type { Action } from './action.ts';

export const clearSelection: Action = {
  id: 'clear-selection',
  label: 'Clear the selection',
  shortcut: 'Esc',
  needs: 'Nothing is selected.',
  enabled: ({ view, explanation }) =>
    view.getState().region !== null || explanation.getState().selected.size > 0,
  run: ({ view, explanation, playback }) => {
    view.setState({ region: null });
    explanation.setState({ selected: new Set() });
    playback.setState({ audition: 'all' });
  },
};
