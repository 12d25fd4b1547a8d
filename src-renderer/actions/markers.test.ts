import { expect, test } from 'vitest';
import { createPlaybackStore } from '../stores/playback.ts';
import { createSessionStore } from '../stores/session.ts';
import { createViewStore } from '../stores/view.ts';
import type { Workstation } from '../workstation.ts';
import {
  addMarker,
  dropMarker,
  nextMarker,
  presentMarkers,
  previousMarker,
  removeMarker,
  renameMarker,
} from './markers.ts';

/** What markers need of a workstation: a recording of a minute and a player that stands where the playhead is. */
function standing(trackId = 'a'): Workstation {
  const playback = createPlaybackStore();
  const session = createSessionStore();
  session.setState({ track: { id: trackId, duration: 60 } as never });
  const player = { position: () => playback.getState().cursor, play: async () => undefined };
  return { playback, session, view: createViewStore(), player } as unknown as Workstation;
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
