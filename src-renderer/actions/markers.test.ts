import { expect, test } from 'vitest';
import { createEditsStore } from '../stores/edits.ts';
import { createJournalStore } from '../stores/journal.ts';
import { createPlaybackStore } from '../stores/playback.ts';
import { createSessionStore } from '../stores/session.ts';
import { createViewStore } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';
import {
  addMarker,
  dropMarker,
  moveMarker,
  nextMarker,
  presentMarkers,
  previewMarker,
  previousMarker,
  removeMarker,
  renameMarker,
} from './markers.ts';
import { redo } from './redo.ts';
import { undo } from './undo.ts';

/** What markers need of a workstation: a recording of a minute and a player that stands where the playhead is. */
function standing(trackId = 'a'): Workstation {
  const playback = createPlaybackStore();
  const session = createSessionStore();
  session.setState({ track: { id: trackId, duration: 60 } as never });
  const player = { position: () => playback.getState().cursor, play: async () => undefined };
  const [edits, journal] = [createEditsStore(), createJournalStore()];
  return { playback, session, view: createViewStore(), edits, journal, player } as unknown as Workstation;
}

const names = (workstation: Workstation) => presentMarkers(workstation).map(({ name }) => name);
const at = (workstation: Workstation) => workstation.playback.getState().cursor;

test('a marker stands at the playhead, in order of time, under the first free number, and once a place', () => {
  const workstation = standing();
  for (const cursor of [20, 5, 20.005]) {
    workstation.playback.setState({ cursor });
    void dropMarker.run(workstation);
  }
  expect(presentMarkers(workstation).map(({ time, name }) => [time, name])).toEqual([
    [5, 'Marker 2'],
    [20, 'Marker 1'],
  ]);
  renameMarker(workstation, presentMarkers(workstation)[1]!.id, 'Chorus');
  addMarker(workstation, 30);
  expect(names(workstation)).toEqual(['Marker 2', 'Chorus', 'Marker 1']);
});

test('the playhead goes from marker to marker and stays at the last', () => {
  const workstation = standing();
  for (const time of [5, 20, 40]) addMarker(workstation, time);
  const visited: number[] = [];
  for (const action of [nextMarker, nextMarker, nextMarker, nextMarker, previousMarker, previousMarker]) {
    void action.run(workstation);
    visited.push(at(workstation));
  }
  expect(visited).toEqual([5, 20, 40, 40, 20, 5]);
});

test('every recording has markers of its own, and the last one removed leaves nothing behind', () => {
  const workstation = standing('a');
  addMarker(workstation, 3);
  workstation.session.setState({ track: { id: 'b', duration: 60 } as never });
  expect(presentMarkers(workstation)).toEqual([]);
  expect(nextMarker.enabled(workstation)).toBe(false);
  addMarker(workstation, 4);
  removeMarker(workstation, presentMarkers(workstation)[0]!.id);
  expect(Object.keys(workstation.view.getState().markers)).toEqual(['a']);
});

test('a moved marker takes its place in the order, stays inside the recording, and its moves are one step of undo', async () => {
  const workstation = standing();
  for (const time of [5, 20]) addMarker(workstation, time);
  const [first] = presentMarkers(workstation);
  for (const time of [18, 22, 90]) moveMarker(workstation, first!.id, time);
  expect(presentMarkers(workstation).map(({ time, name }) => [time, name])).toEqual([
    [20, 'Marker 2'],
    [60, 'Marker 1'],
  ]);
  await undo.run(workstation);
  expect(presentMarkers(workstation).map(({ time }) => time)).toEqual([5, 20]);
  await redo.run(workstation);
  expect(presentMarkers(workstation).map(({ time }) => time)).toEqual([20, 60]);
});

test('a drag is undone to where it began, and a removed marker comes back under its name', async () => {
  const workstation = standing();
  addMarker(workstation, 5);
  const { id } = presentMarkers(workstation)[0]!;
  renameMarker(workstation, id, 'Chorus');
  for (const time of [6, 7]) previewMarker(workstation, id, time);
  moveMarker(workstation, id, 8, 5);
  removeMarker(workstation, id);
  expect(presentMarkers(workstation)).toEqual([]);
  await undo.run(workstation);
  expect(presentMarkers(workstation)).toEqual([{ id, time: 8, name: 'Chorus' }]);
  await undo.run(workstation);
  expect(presentMarkers(workstation)[0]?.time).toBe(5);
});
