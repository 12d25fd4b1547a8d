import { MezzoError } from '../src-preload/contract/errors.ts';
import type { HostCapabilities } from '../src-preload/contract/host.ts';
import type { Connection, EngineClient } from './engine-client.ts';
import { Player } from './playback/player.ts';
import { createAnalysisStore } from './stores/analysis.ts';
import { createBeatsStore } from './stores/beats.ts';
import { createEditsStore } from './stores/edits.ts';
import { createExplanationStore } from './stores/explanation.ts';
import { createJournalStore } from './stores/journal.ts';
import { createKeymapStore } from './stores/keymap.ts';
import { createLibraryStore } from './stores/library.ts';
import { createLibraryTableStore } from './stores/library-table.ts';
import { createOutputsStore } from './stores/outputs.ts';
import { createPlaybackStore } from './stores/playback.ts';
import { createSessionStore } from './stores/session.ts';
import { createSuggestionsStore } from './stores/suggestions.ts';
import { createToastStore, makeToast, type Toast } from './stores/toasts.ts';
import { createTourStore } from './stores/tour.ts';
import { createViewStore } from './stores/view.ts';

/** Everything a panel or an action works with. One is made at boot (main.tsx) and handed down by context. */
export interface Workstation {
  readonly engine: EngineClient;
  readonly capabilities: HostCapabilities;
  readonly session: ReturnType<typeof createSessionStore>;
  readonly view: ReturnType<typeof createViewStore>;
  readonly playback: ReturnType<typeof createPlaybackStore>;
  readonly outputs: ReturnType<typeof createOutputsStore>;
  readonly explanation: ReturnType<typeof createExplanationStore>;
  readonly edits: ReturnType<typeof createEditsStore>;
  readonly beats: ReturnType<typeof createBeatsStore>;
  readonly journal: ReturnType<typeof createJournalStore>;
  readonly suggestions: ReturnType<typeof createSuggestionsStore>;
  readonly library: ReturnType<typeof createLibraryStore>;
  readonly analysis: ReturnType<typeof createAnalysisStore>;
  readonly libraryTable: ReturnType<typeof createLibraryTableStore>;
  readonly keymap: ReturnType<typeof createKeymapStore>;
  readonly toasts: ReturnType<typeof createToastStore>;
  readonly tour: ReturnType<typeof createTourStore>;
  readonly player: Player;
  /** The one running work of each kind; starting the next cancels the one before (`restart`). */
  readonly running: Map<string, AbortController>;
}

export function createWorkstation(connection: Connection): Workstation {
  return {
    engine: connection.client,
    capabilities: connection.capabilities,
    session: createSessionStore(),
    view: createViewStore(),
    playback: createPlaybackStore(),
    outputs: createOutputsStore(),
    explanation: createExplanationStore(),
    edits: createEditsStore(),
    beats: createBeatsStore(),
    journal: createJournalStore(),
    suggestions: createSuggestionsStore(),
    library: createLibraryStore(),
    analysis: createAnalysisStore(),
    libraryTable: createLibraryTableStore(),
    keymap: createKeymapStore(),
    toasts: createToastStore(),
    tour: createTourStore(),
    player: new Player(connection.client),
    running: new Map(),
  };
}

/** Cancels the running work of this kind and returns the signal of its successor. */
export function restart(workstation: Workstation, kind: string): AbortSignal {
  workstation.running.get(kind)?.abort();
  const controller = new AbortController();
  workstation.running.set(kind, controller);
  return controller.signal;
}

/** Cancels the running work of this kind. */
export function cancel(workstation: Workstation, kind: string): void {
  workstation.running.get(kind)?.abort();
  workstation.running.delete(kind);
}

/** Shows a toast until it is closed or replaced by newer ones (at most four stand). One that says the same gives way to it. */
export function notify(workstation: Workstation, kind: Toast['kind'], text: string): void {
  workstation.toasts.setState(({ items }) => ({
    items: [...items.filter((item) => item.text !== text).slice(-3), makeToast(kind, text)],
  }));
}

/** The sentence of a failure, for a place of its own; null for a cancelled work, which is no failure. */
export function failureText(cause: unknown): string | null {
  const { code, message } = MezzoError.from(cause);
  return code === 'cancelled' ? null : message;
}

/** Shows the sentence of a failure that has no place of its own. Returns the sentence, or null when cancelled. */
export function report(workstation: Workstation, cause: unknown): string | null {
  const { code } = MezzoError.from(cause);
  const message = failureText(cause);
  if (message === null) return null;
  // While the engine is away the banner says so, once.
  const bannerSaysIt = code === 'engine_lost' && workstation.session.getState().connection !== 'connected';
  if (!bannerSaysIt) notify(workstation, 'error', message);
  return message;
}
