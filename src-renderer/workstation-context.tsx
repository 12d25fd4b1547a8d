import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { Keymap } from './actions/keymap.ts';
import type { Analysis } from './stores/analysis.ts';
import type { Beats } from './stores/beats.ts';
import type { Edits } from './stores/edits.ts';
import type { ExplanationState } from './stores/explanation.ts';
import type { Journal } from './stores/journal.ts';
import type { LibraryState } from './stores/library.ts';
import type { LibraryTable } from './stores/library-table.ts';
import type { Outputs } from './stores/outputs.ts';
import type { Playback } from './stores/playback.ts';
import type { Session } from './stores/session.ts';
import type { Suggestions } from './stores/suggestions.ts';
import type { View } from './stores/view.ts';
import type { Workstation } from './workstation.ts';

export const WorkstationContext = createContext<Workstation | null>(null);

export function useWorkstation(): Workstation {
  const workstation = useContext(WorkstationContext);
  if (!workstation) throw new Error('A panel was shown outside the workstation.');
  return workstation;
}

/** One hook a store; the selector says what the component shows, so that it renders only when that changes. */
export const useSession = <T,>(select: (state: Session) => T): T =>
  useStore(useWorkstation().session, select);
export const useView = <T,>(select: (state: View) => T): T => useStore(useWorkstation().view, select);
export const usePlayback = <T,>(select: (state: Playback) => T): T =>
  useStore(useWorkstation().playback, select);
export const useExplanation = <T,>(select: (state: ExplanationState) => T): T =>
  useStore(useWorkstation().explanation, select);
export const useEdits = <T,>(select: (state: Edits) => T): T => useStore(useWorkstation().edits, select);
export const useBeats = <T,>(select: (state: Beats) => T): T => useStore(useWorkstation().beats, select);
export const useJournal = <T,>(select: (state: Journal) => T): T =>
  useStore(useWorkstation().journal, select);
export const useSuggestions = <T,>(select: (state: Suggestions) => T): T =>
  useStore(useWorkstation().suggestions, select);
export const useLibrary = <T,>(select: (state: LibraryState) => T): T =>
  useStore(useWorkstation().library, select);
export const useLibraryTable = <T,>(select: (state: LibraryTable) => T): T =>
  useStore(useWorkstation().libraryTable, select);
export const useAnalysis = <T,>(select: (state: Analysis) => T): T =>
  useStore(useWorkstation().analysis, select);
export const useOutputs = (): Outputs => useStore(useWorkstation().outputs);
export const useKeymap = (): Keymap => useStore(useWorkstation().keymap);
