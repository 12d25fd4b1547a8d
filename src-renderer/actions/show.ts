import type { Dialog } from '../stores/view.ts';
import type { Action } from './action.ts';

function open(dialog: Dialog, label: string, shortcut: string | null, needsTrack: boolean): Action {
  return {
    id: `open-${dialog}`,
    label,
    shortcut,
    ...(needsTrack ? { needs: 'Open a recording first.' } : {}),
    enabled: ({ session }) => !needsTrack || session.getState().track !== null,
    run: ({ view }) => view.setState({ dialog }),
  };
}

export const openExport = open('export', 'Export audio…', 'Mod+E', true);
export const openExportFigure = open('export-figure', 'Export a figure…', null, true);
export const openExportLabels = open('export-labels', 'Export labels…', null, true);
export const openExportReport = open('export-report', 'Export report…', null, true);
export const openModels = open('models', 'Models…', 'Shift+M', false);
export const openCommands = open('commands', 'All commands…', 'Mod+K', false);
export const openSettings = open('settings', 'Settings…', 'Mod+,', false);
export const openLibrary = open('library', 'Show the library as a table', 'Mod+L', false);
export const openHelp = open('help', 'Help and shortcuts', '?', false);
export const openNumbers = open('help-numbers', 'What the numbers mean', null, false);

export const toggleLibrary: Action = {
  id: 'toggle-library',
  label: 'Show or hide the library',
  shortcut: 'Shift+B',
  enabled: () => true,
  run: ({ view }) => view.setState(({ showLibrary }) => ({ showLibrary: !showLibrary })),
};

export const toggleInspector: Action = {
  id: 'toggle-inspector',
  label: 'Show or hide the inspector',
  shortcut: 'Shift+I',
  enabled: () => true,
  run: ({ view }) => view.setState(({ showInspector }) => ({ showInspector: !showInspector })),
};

export const toggleTheme: Action = {
  id: 'toggle-theme',
  label: 'Dark or light',
  shortcut: 'Shift+T',
  enabled: () => true,
  run: ({ view }) =>
    view.setState(({ drawnTheme }) => ({ theme: drawnTheme === 'light' ? 'dark' : 'light' })),
};

export const toggleFollow: Action = {
  id: 'toggle-follow',
  label: 'Follow the playhead',
  shortcut: 'F',
  enabled: () => true,
  run: ({ view }) => view.setState(({ followPlayhead }) => ({ followPlayhead: !followPlayhead })),
};
