import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { addStep, type EditList, gainStep, removeStep, setStepGain } from './edit-list.ts';
import { region } from './edits.fixture.ts';
import {
  type EditHistory,
  editHistorySchema,
  editStateOf,
  emptyHistory,
  HISTORY_LIMIT,
  recordEdit,
  redoEdit,
  undoEdit,
} from './history.ts';

const step = (id: string, gain = -6): EditStep => gainStep(id, id, region(0, 1, 100, 200), gain);
const record = (history: EditHistory, steps: EditList, label = 'Change', gesture?: string) =>
  recordEdit(history, steps, label, gesture);

describe('edit history', () => {
  it('takes changes back and makes them again, and says which', () => {
    const one = record(emptyHistory, [step('a')], 'Add a');
    const two = record(one, [step('a'), step('b')], 'Add b');
    expect(editStateOf('t', two)).toMatchObject({ undoLabel: 'Add b', redoLabel: null });
    const back = undoEdit(two);
    expect(back.steps).toEqual([step('a')]);
    expect(editStateOf('t', back)).toMatchObject({ undoLabel: 'Add a', redoLabel: 'Add b' });
    expect(redoEdit(back).steps).toEqual(two.steps);
  });

  it('stays as it is at either end', () => {
    expect(undoEdit(emptyHistory)).toBe(emptyHistory);
    const one = record(emptyHistory, [step('a')]);
    expect(redoEdit(one)).toBe(one);
    expect(record(one, [step('a')])).toBe(one);
  });

  it('forgets what was undone when something new is done', () => {
    const undone = undoEdit(record(emptyHistory, [step('a')]));
    expect(redoEdit(record(undone, [step('b')])).steps).toEqual([step('b')]);
  });

  it('undoes one drag of a gain as one change', () => {
    let history = record(emptyHistory, [step('a', 0)]);
    for (const gain of [-1, -2, -5])
      history = record(history, setStepGain(history.steps, 'a', gain), 'Gain', 'drag 1');
    history = record(history, setStepGain(history.steps, 'a', -9), 'Gain', 'drag 2');
    history = undoEdit(history);
    expect(history.steps[0]!.gainDb).toBe(-5);
    history = undoEdit(history);
    expect(history.steps[0]!.gainDb).toBe(0);
  });

  it('begins a new change when a drag goes on after an undo', () => {
    const added = record(emptyHistory, [step('a', 0)]);
    const dragged = record(added, [step('a', -3)], 'Gain', 'drag');
    const back = undoEdit(record(dragged, [step('a', -3), step('b')], 'Add b'));
    const further = record(back, [step('a', -8)], 'Gain', 'drag');
    expect(undoEdit(further).steps).toEqual([step('a', -3)]);
  });

  it('keeps nothing of a drag that ends where it began', () => {
    const before = record(emptyHistory, [step('a', 0)], 'Add a');
    const away = record(before, [step('a', -3)], 'Gain', 'drag');
    const home = record(away, [step('a', 0)], 'Gain', 'drag');
    expect(home.undo).toEqual(before.undo);
    expect(home.steps).toEqual(before.steps);
  });

  it('keeps the latest changes only', () => {
    let history = emptyHistory;
    for (let i = 0; i < HISTORY_LIMIT + 40; i++) history = record(history, [step('a', -i / 10)]);
    expect(history.undo).toHaveLength(HISTORY_LIMIT);
    for (let i = 0; i < HISTORY_LIMIT; i++) history = undoEdit(history);
    expect(history.steps).toEqual([step('a', -3.9)]);
    expect(undoEdit(history)).toBe(history);
    expect(history.redo).toHaveLength(HISTORY_LIMIT);
  });

  it('comes back from JSON as it was', () => {
    const history = undoEdit(record(record(emptyHistory, [step('a')]), [step('b'), step('a')]));
    expect(editHistorySchema.parse(JSON.parse(JSON.stringify(history)))).toEqual(history);
  });

  it('goes back through any changes to each list there was, and forth again', () => {
    const moves = fc.array(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), gain: fc.integer({ min: -20, max: 12 }) }),
      {
        maxLength: 30,
      },
    );
    fc.assert(
      fc.property(moves, (all) => {
        let history = emptyHistory;
        const lists: EditList[] = [[]];
        for (const { id, gain } of all) {
          const present = history.steps.find((s) => s.id === id);
          const next = !present
            ? addStep(history.steps, step(id, gain))
            : gain < -10
              ? removeStep(history.steps, id)
              : setStepGain(history.steps, id, gain);
          const after = record(history, next);
          if (after !== history) lists.push(next);
          history = after;
        }
        for (const list of lists.toReversed()) {
          expect(history.steps).toEqual(list);
          history = undoEdit(history);
        }
        for (const list of lists) {
          expect(history.steps).toEqual(list);
          history = redoEdit(history);
        }
      }),
      { numRuns: 100, seed: 5 },
    );
  });
});
