import type { Edits } from '../stores/edits.ts';
import type { Journal, MarkChange } from '../stores/journal.ts';
import type { Workstation } from '../workstation.ts';

/** Changes that can be undone at most, not counting the edits, which the engine keeps. */
const MOST = 200;

/** Writes down a change that was just made; one of the same subject as the last becomes part of it. */
export function noteMark({ journal }: Pick<Workstation, 'journal'>, change: MarkChange): void {
  journal.setState(({ done }) => {
    const last = done.at(-1);
    const joins = last?.kind === 'mark' && change.subject !== null && last.subject === change.subject;
    const joined = joins ? { ...change, back: last.back } : change;
    return { done: [...(joins ? done.slice(0, -1) : done), joined].slice(-MOST), undone: [] };
  });
}

/** Writes down that the edit list was changed. */
export function noteEdit({ journal }: Pick<Workstation, 'journal'>): void {
  journal.setState(({ done }) => ({ done: [...done, { kind: 'edit' as const }].slice(-MOST), undone: [] }));
}

/** The history of the edits was gone through by itself: its order among the other changes is lost. */
export function forgetEdits({ journal }: Pick<Workstation, 'journal'>): void {
  journal.setState(({ done, undone }) => ({
    done: done.filter(({ kind }) => kind === 'mark'),
    undone: undone.filter(({ kind }) => kind === 'mark'),
  }));
}

/** What undo would take back; null for nothing. */
export function undoLabelOf({ done }: Journal, { undoLabel }: Pick<Edits, 'undoLabel'>): string | null {
  const last = done.at(-1);
  return last?.kind === 'mark' ? last.label : undoLabel;
}

/** What redo would make again; null for nothing. */
export function redoLabelOf({ undone }: Journal, { redoLabel }: Pick<Edits, 'redoLabel'>): string | null {
  const next = undone.at(-1);
  return next?.kind === 'mark' ? next.label : redoLabel;
}

/** Takes the last change out of the journal, and back when it is one of its own. True when the engine has to undo an edit. */
export function takeBack({ journal }: Pick<Workstation, 'journal'>): boolean {
  const { done, undone } = journal.getState();
  const last = done.at(-1);
  if (!last) return true;
  journal.setState({ done: done.slice(0, -1), undone: [...undone, last] });
  if (last.kind === 'mark') last.back();
  return last.kind === 'edit';
}

/** The same for the change that was undone last. True when the engine has to redo an edit. */
export function makeAgain({ journal }: Pick<Workstation, 'journal'>): boolean {
  const { done, undone } = journal.getState();
  const next = undone.at(-1);
  if (!next) return true;
  journal.setState({ done: [...done, next], undone: undone.slice(0, -1) });
  if (next.kind === 'mark') next.again();
  return next.kind === 'edit';
}
