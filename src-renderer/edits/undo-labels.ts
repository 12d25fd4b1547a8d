import { redoLabelOf, undoLabelOf } from '../actions/journal.ts';
import { useEdits, useJournal } from '../workstation-context.tsx';

/** What undo and redo would do; null for nothing. */
export function useUndoLabels(): { undoLabel: string | null; redoLabel: string | null } {
  const journal = useJournal((state) => state);
  const undoLabel = useEdits((edits) => undoLabelOf(journal, edits));
  const redoLabel = useEdits((edits) => redoLabelOf(journal, edits));
  return { undoLabel, redoLabel };
}
