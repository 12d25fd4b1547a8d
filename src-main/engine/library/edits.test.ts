import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { databaseOver } from './database.ts';
import { type Edits, editsIn, historyKept } from './edits.ts';
import { recording, steppingClock } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { tracksIn } from './tracks.ts';

function library() {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const open = () => editsIn(databaseOver(sqlite), steppingClock());
  const trackId = tracksIn(databaseOver(sqlite), steppingClock()).add(recording('take.wav')).id;
  return { open, edits: open(), trackId, sqlite };
}

function gain(gainDb: number | null): EditStep {
  return {
    id: `gain ${gainDb}`,
    name: 'hi-hat',
    target: { kind: 'region', timeRange: [0, 1], frequencyRange: [4000, 12_000] },
    complement: false,
    gainDb,
    bypassed: false,
  };
}

test('an untouched recording has no steps and nothing to undo', () => {
  const { edits, trackId } = library();
  const untouched = {
    trackId,
    revision: 0,
    steps: [],
    undoLabel: null,
    redoLabel: null,
    history: [],
    position: 0,
  };
  expect(edits.get(trackId)).toEqual(untouched);
  expect(edits.undo(trackId)).toEqual(untouched);
  expect(edits.redo(trackId)).toEqual(untouched);
});

test('undo and redo walk through the changes, also after a restart', () => {
  const { open, edits, trackId } = library();
  edits.set(trackId, [gain(-6)], 'hi-hat −6 dB');
  edits.set(trackId, [gain(-6), gain(null)], 'mute');
  const undone = open().undo(trackId);
  expect(undone).toMatchObject({ steps: [gain(-6)], undoLabel: 'hi-hat −6 dB', redoLabel: 'mute' });
  expect(open().undo(trackId)).toMatchObject({ steps: [], undoLabel: null, redoLabel: 'hi-hat −6 dB' });
  open().redo(trackId);
  expect(open().redo(trackId)).toMatchObject({ steps: [gain(-6), gain(null)], redoLabel: null });
});

test('a new change after undo drops what could be redone', () => {
  const { edits, trackId } = library();
  edits.set(trackId, [gain(-6)], 'one');
  edits.undo(trackId);
  expect(edits.set(trackId, [gain(3)], 'two')).toMatchObject({
    steps: [gain(3)],
    undoLabel: 'two',
    redoLabel: null,
  });
});

test('behaves as a plain list of states with a pointer, and the revision grows with every change', () => {
  type Model = { states: (number | undefined)[]; at: number };
  const action = fc.oneof(
    fc.integer({ min: -60, max: 12 }).map((value) => ({ kind: 'set' as const, value })),
    fc.constant({ kind: 'undo' as const }),
    fc.constant({ kind: 'redo' as const }),
  );
  const { edits, sqlite } = library();
  const tracks = tracksIn(databaseOver(sqlite), steppingClock());
  let run = 0;
  fc.assert(
    fc.property(fc.array(action, { maxLength: 30 }), (actions) => {
      run += 1;
      const trackId = tracks.add(recording(`take ${run}`)).id;
      const model: Model = { states: [undefined], at: 0 };
      for (const step of actions) {
        const before = edits.get(trackId).revision;
        const pointer = model.at;
        if (step.kind === 'set') {
          model.states.splice(model.at + 1, Number.POSITIVE_INFINITY, step.value);
          model.at += 1;
          edits.set(trackId, [gain(step.value)], String(step.value));
        } else {
          model.at = Math.min(
            Math.max(0, model.at + (step.kind === 'undo' ? -1 : 1)),
            model.states.length - 1,
          );
          edits[step.kind](trackId);
        }
        expect(edits.get(trackId).revision).toBe(before + (model.at === pointer ? 0 : 1));
        expectState(edits, trackId, model.states[model.at]);
      }
    }),
    { seed: 11, numRuns: 60 },
  );
});

function expectState(edits: Edits, trackId: string, value: number | undefined) {
  expect(edits.get(trackId).steps).toEqual(value === undefined ? [] : [gain(value)]);
}

test('keeps a bounded number of changes', () => {
  const { edits, trackId, sqlite } = library();
  sqlite.pragma('synchronous = OFF');
  for (let change = 1; change <= historyKept + 5; change++) edits.set(trackId, [], `change ${change}`);
  const kept = sqlite.prepare('SELECT count(*) FROM edit_history').pluck().get();
  expect(kept).toBe(historyKept + 1);
  for (let back = 0; back < historyKept + 5; back++) edits.undo(trackId);
  expect(edits.get(trackId)).toMatchObject({ undoLabel: null, redoLabel: 'change 6' });
});

test('refuses a step that is none, and keeps the list as it was', () => {
  const { edits, trackId } = library();
  edits.set(trackId, [gain(-6)], 'one');
  expect(() => edits.set(trackId, [gain(40)], 'too loud')).toThrow();
  expect(edits.get(trackId).steps).toEqual([gain(-6)]);
});

test('of a track that is not there end in a sentence', () => {
  const { edits } = library();
  const missing = expect.objectContaining({ code: 'not_found' });
  expect(() => edits.get('x')).toThrow(missing);
  expect(() => edits.set('x', [], 'nothing')).toThrow(missing);
  expect(() => edits.undo('x')).toThrow(missing);
});

test('the history is told, and any place of it can be gone to', () => {
  const { edits, trackId } = library();
  edits.set(trackId, [gain(-6)], 'one');
  edits.set(trackId, [gain(-9)], 'two');
  const last = edits.set(trackId, [gain(-12)], 'three');
  expect(last.history.map(({ label }) => label)).toEqual(['one', 'two', 'three']);
  expect(last.position).toBe(3);
  expect(edits.go(trackId, 1)).toMatchObject({
    steps: [gain(-6)],
    undoLabel: 'one',
    redoLabel: 'two',
    position: 1,
  });
  expect(edits.go(trackId, 0)).toMatchObject({ steps: [], undoLabel: null, redoLabel: 'one' });
  expect(edits.go(trackId, 3).steps).toEqual([gain(-12)]);
  const { revision } = edits.get(trackId);
  expect(edits.go(trackId, 7)).toMatchObject({ position: 3, revision });
});
