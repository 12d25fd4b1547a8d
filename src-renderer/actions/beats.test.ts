import { beforeEach, expect, test } from 'vitest';
import { createFakeConnection } from '../testing/fake-client.ts';
import { formatPlace, placeAt } from '../timeline/beat-map.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { barOneHere, changeGrid, findBeats, setTempo, snapTime, startBarOne, tapBeat } from './beats.ts';
import { commitSteps, makeStep } from './change-edits.ts';
import { addMarker, presentMarkers } from './markers.ts';
import { loadTrack } from './open-track.ts';
import { redo } from './redo.ts';
import { undo } from './undo.ts';

let workstation: Workstation;
beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await loadTrack(workstation, 'a');
});

const said = (time: number) => {
  const { map } = workstation.beats.getState();
  const place = map && placeAt(map, time);
  return place && formatPlace(place);
};

test('beats are looked for, bar 1 is said to start at one of them, and both are there when the recording is opened again', async () => {
  await findBeats(workstation);
  expect(workstation.beats.getState().found?.tempo).toBe(120);
  expect(said(3)).toBeNull();
  startBarOne(workstation, 2.6);
  expect(said(2.5)).toBe('1:1.00');
  await loadTrack(workstation, 'b');
  expect(workstation.beats.getState()).toMatchObject({ grid: null, found: null, map: null });
  await loadTrack(workstation, 'a');
  await findBeats(workstation);
  expect(said(4.5)).toBe('2:1.00');
});

test('what is said of the beats is undone and redone in the order in which edits and markers were made', async () => {
  setTempo(workstation, 60);
  const step = makeStep({ kind: 'region', timeRange: [0, 1], frequencyRange: [100, 200] }, -6);
  await commitSteps(workstation, [step], 'Soften');
  changeGrid(workstation, { beatsPerBar: 3 }, '3 beats a bar');
  expect(said(3)).toBe('2:1.00');
  await undo.run(workstation);
  expect(said(4)).toBe('2:1.00');
  expect(workstation.edits.getState().steps).toHaveLength(1);
  await undo.run(workstation);
  expect(workstation.edits.getState().steps).toHaveLength(0);
  expect(workstation.beats.getState().grid?.tempo).toBe(60);
  await undo.run(workstation);
  expect(workstation.beats.getState().grid).toBeNull();
  expect(undo.enabled(workstation)).toBe(false);
  for (let changes = 0; changes < 3; changes++) await redo.run(workstation);
  expect(said(3)).toBe('2:1.00');
  expect(workstation.edits.getState().steps).toHaveLength(1);
  expect(redo.enabled(workstation)).toBe(false);
});

test('a tempo is tapped from the third tap on, and all taps are one step of undo', async () => {
  workstation.playback.setState({ cursor: 1 });
  for (const now of [0, 500]) tapBeat(workstation, now);
  expect(workstation.beats.getState().grid).toBeNull();
  for (const now of [1010, 1500, 2000]) tapBeat(workstation, now);
  expect(workstation.beats.getState().grid).toMatchObject({ tempo: 120, start: 0 });
  // After a rest it begins anew.
  for (const now of [20_000, 21_000, 22_000]) tapBeat(workstation, now);
  expect(workstation.beats.getState().grid?.tempo).toBe(60);
  await undo.run(workstation);
  expect(workstation.beats.getState().grid).toBeNull();
});

test('times snap to beats only where the user wants it, or for once with the other key', async () => {
  await findBeats(workstation);
  expect(snapTime(workstation, 1.3, false)).toBe(1.3);
  expect(snapTime(workstation, 1.3, true)).toBe(1.5);
  workstation.view.setState({ snapToBeats: true });
  expect(snapTime(workstation, 1.3, false)).toBe(1.5);
  expect(snapTime(workstation, 1.3, true)).toBe(1.3);
});

test('the command for bar 1 shows the bars, and markers are left alone by it', async () => {
  await findBeats(workstation);
  addMarker(workstation, 3);
  await barOneHere.run(workstation);
  expect(workstation.view.getState().rulerShows).toBe('both');
  expect(said(0.5)).toBe('1:1.00');
  await undo.run(workstation);
  expect(said(0.5)).toBeNull();
  expect(presentMarkers(workstation)).toHaveLength(1);
});
