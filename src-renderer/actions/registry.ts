import type { Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { auditionOnly, auditionWithout } from './audition.ts';
import { barOneHere, changeRuler, tapTempo, toggleSnap } from './beats.ts';
import { clearSelection } from './clear-selection.ts';
import type { Command } from './command-search.ts';
import { trackFocusOrigin } from './focus-origin.ts';
import { initialKeymap, type Keymap, keysOf } from './keymap.ts';
import { toggleLevelMatch } from './level-match.ts';
import { loopSelection, toggleLoop } from './loop.ts';
import { dropMarker, nextMarker, previousMarker } from './markers.ts';
import { playPause } from './play-pause.ts';
import { redo } from './redo.ts';
import { goToStart, pageBack, pageForward, stepBack, stepForward } from './seek.ts';
import { isAdjusting, isPressable, isTab, isTyping, pressed } from './shortcut.ts';
import {
  openCommands,
  openExport,
  openExportFigure,
  openExportLabels,
  openExportReport,
  openHelp,
  openLibrary,
  openModels,
  openNumbers,
  openSettings,
  toggleFollow,
  toggleInspector,
  toggleLibrary,
  toggleTheme,
} from './show.ts';
import { showEdits, showEffects, showEmotions, showExplanation, showSuggestions } from './show-page.ts';
import { playFaster, playSlower } from './speed.ts';
import { toggleDifference, toggleSide } from './toggle-side.ts';
import { brushTool, lassoTool, rectangleTool, timeTool } from './tools.ts';
import { showTour } from './tour.ts';
import { undo } from './undo.ts';
import { keepVersion } from './versions.ts';
import { openFolders } from './watch-folders.ts';
import { zoomFit, zoomIn, zoomOut, zoomToSelection } from './zoom.ts';

/** Every action with a shortcut, by group, in the order the help shows them. */
export const actionGroups: readonly { readonly title: string; readonly actions: readonly Action[] }[] = [
  {
    title: 'Playback',
    actions: [
      playPause,
      goToStart,
      stepBack,
      stepForward,
      pageBack,
      pageForward,
      toggleLoop,
      loopSelection,
      toggleSide,
      toggleDifference,
      toggleLevelMatch,
      auditionOnly,
      auditionWithout,
      playFaster,
      playSlower,
    ],
  },
  {
    title: 'Timeline',
    actions: [
      rectangleTool,
      timeTool,
      lassoTool,
      brushTool,
      zoomIn,
      zoomOut,
      zoomFit,
      zoomToSelection,
      dropMarker,
      previousMarker,
      nextMarker,
      changeRuler,
      barOneHere,
      tapTempo,
      toggleSnap,
      toggleFollow,
      clearSelection,
    ],
  },
  {
    title: 'Edits',
    actions: [undo, redo, keepVersion, openExport, openExportFigure, openExportLabels, openExportReport],
  },
  {
    title: 'Window',
    actions: [
      showEmotions,
      showEffects,
      showExplanation,
      showEdits,
      showSuggestions,
      toggleLibrary,
      openLibrary,
      openFolders,
      toggleInspector,
      toggleTheme,
      openModels,
      openCommands,
      openSettings,
      openHelp,
      openNumbers,
      showTour,
    ],
  },
];

/** Every action with the title of its group. */
export const allCommands: readonly Command[] = actionGroups.flatMap(({ title, actions }) =>
  actions.map((action) => ({ action, group: title })),
);

/** The action these keys give; Mod+Y, what Windows calls redo, is its second name while nothing else has it. */
function actionOf(keys: string, keymap: Keymap): Action | null {
  const found = allCommands.find(({ action }) => keysOf(action, keymap) === keys)?.action;
  return found ?? (keys === 'Mod+Y' ? redo : null);
}

/**
 * The action a key press means here, or null: single keys belong to text fields, Space and Enter to the focused control. After a click
 * (`pointed`) Space plays nevertheless, as in every sequencer.
 */
export function actionFor(event: KeyboardEvent, pointed = false, keymap = initialKeymap): Action | null {
  if (event.defaultPrevented || isAdjusting(event)) return null;
  const shortcut = pressed(event);
  const withModifier = event.ctrlKey || event.metaKey;
  if (isTyping(event.target) && (!withModifier || /^Mod\+(Shift\+)?[ACVXYZ]$/.test(shortcut))) return null;
  if (shortcut === 'Space' && !pointed && isPressable(event.target)) return null;
  return actionOf(shortcut, keymap);
}

/** Listens for shortcuts on the window; the result ends it. */
export function listenForShortcuts(workstation: Workstation): () => void {
  const focus = trackFocusOrigin(window);
  const onKeyDown = (event: KeyboardEvent) => {
    if (workstation.view.getState().dialog !== null) return;
    const action = actionFor(event, focus.isPointed(event.target), workstation.keymap.getState());
    if (!action?.enabled(workstation)) return;
    event.preventDefault();
    void action.run(workstation);
  };
  // Widgets press themselves with Space, and tabs move with Home, before it comes up to the window, so it is looked at on its way down.
  const onWidgetKey = (event: KeyboardEvent) => {
    const dialog = workstation.view.getState().dialog !== null;
    const keys = pressed(event);
    const movesTabs = keys === 'Home' && focus.isPointed(event.target) && isTab(event.target);
    if (
      dialog ||
      (keys !== 'Space' && !movesTabs) ||
      !actionFor(event, focus.isPointed(event.target), workstation.keymap.getState())
    )
      return;
    onKeyDown(event);
    event.stopPropagation();
  };
  window.addEventListener('keydown', onWidgetKey, { capture: true });
  window.addEventListener('keydown', onKeyDown);
  return () => {
    focus[Symbol.dispose]();
    window.removeEventListener('keydown', onWidgetKey, { capture: true });
    window.removeEventListener('keydown', onKeyDown);
  };
}
