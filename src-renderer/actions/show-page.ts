import type { InspectorPage } from '../stores/view.ts';
import type { Action } from './action.ts';

function show(page: InspectorPage, label: string, shortcut: string): Action {
  return {
    id: `show-${page}`,
    label,
    shortcut,
    needs: 'Open a recording first.',
    enabled: ({ session }) => session.getState().track !== null,
    run: ({ view }) => view.setState({ page, showInspector: true }),
  };
}

export const showEmotions = show('emotions', 'Show the emotions', 'E');
export const showEffects = show('effects', 'Show the effects', '1');
export const showExplanation = show('explanation', 'Show the explanation', '2');
export const showEdits = show('edits', 'Show the edits', '3');
export const showSuggestions = show('suggestions', 'Show the suggestions', '4');
