import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type EditState, type EditStep, editStep } from '../../../src-preload/contract/domain.ts';
import type { EditList } from './edit-list.ts';

/** Most changes that can be undone; older ones are forgotten. */
export const HISTORY_LIMIT = 500;

/** One change: at `at`, the steps `removed` gave way to the steps `added`. Only what differs is kept. */
const change = z.object({
  label: z.string(),
  /** Changes in a row with the same key, such as one drag of a slider, are undone as one; null stands alone. */
  gesture: z.string().nullable(),
  at: z.number().int().min(0),
  removed: z.array(editStep),
  added: z.array(editStep),
});
type Change = z.infer<typeof change>;

/**
 * Edit list of one recording with what undo and redo need, as plain JSON. `undo` has the latest change last, `redo` the
 * next one to be redone last; `revision` grows with every change, undo and redo.
 */
export const editHistorySchema = z.object({
  revision: z.number().int().min(0),
  steps: z.array(editStep),
  undo: z.array(change).max(HISTORY_LIMIT),
  redo: z.array(change).max(HISTORY_LIMIT),
});
export type EditHistory = z.infer<typeof editHistorySchema>;

export const emptyHistory: EditHistory = { revision: 0, steps: [], undo: [], redo: [] };

/** Makes `steps` the list. Nothing to redo is left. Steps equal to the present ones change nothing. */
export function recordEdit(
  history: EditHistory,
  steps: EditList,
  label: string,
  gesture: string | null = null,
): EditHistory {
  if (isDeepStrictEqual(steps, history.steps)) return history;
  const last = history.undo.at(-1);
  const continues = gesture !== null && last?.gesture === gesture && history.redo.length === 0;
  const earlier = continues ? history.undo.slice(0, -1) : history.undo;
  const before = continues ? replace(history.steps, last.at, last.added.length, last.removed) : history.steps;
  const latest = { label, gesture, ...difference(before, steps) };
  const moved = latest.removed.length > 0 || latest.added.length > 0;
  return {
    revision: history.revision + 1,
    steps: [...steps],
    undo: moved ? [...earlier, latest].slice(-HISTORY_LIMIT) : earlier,
    redo: [],
  };
}

/** One change back; at the beginning, the history itself. */
export function undoEdit(history: EditHistory): EditHistory {
  const last = history.undo.at(-1);
  if (!last) return history;
  return {
    revision: history.revision + 1,
    steps: replace(history.steps, last.at, last.added.length, last.removed),
    undo: history.undo.slice(0, -1),
    redo: [...history.redo, last],
  };
}

/** One change forward; at the end, the history itself. */
export function redoEdit(history: EditHistory): EditHistory {
  const next = history.redo.at(-1);
  if (!next) return history;
  return {
    revision: history.revision + 1,
    steps: replace(history.steps, next.at, next.removed.length, next.added),
    undo: [...history.undo, next],
    redo: history.redo.slice(0, -1),
  };
}

/** What the contract shows of a history. */
export function editStateOf(trackId: string, history: EditHistory): EditState {
  return {
    trackId,
    revision: history.revision,
    steps: history.steps,
    undoLabel: history.undo.at(-1)?.label ?? null,
    redoLabel: history.redo.at(-1)?.label ?? null,
  };
}

function replace(steps: EditList, at: number, count: number, by: EditList): EditStep[] {
  return steps.toSpliced(at, count, ...by);
}

/** The smallest run of steps that turns one list into the other when replaced. */
function difference(before: EditList, after: EditList): Pick<Change, 'at' | 'removed' | 'added'> {
  const shorter = Math.min(before.length, after.length);
  let at = 0;
  while (at < shorter && isDeepStrictEqual(before[at], after[at])) at++;
  let same = 0;
  while (same < shorter - at && isDeepStrictEqual(before.at(-1 - same), after.at(-1 - same))) same++;
  return {
    at,
    removed: before.slice(at, before.length - same),
    added: after.slice(at, after.length - same),
  };
}
