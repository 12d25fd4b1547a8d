import { beforeEach, expect, test } from 'vitest';
import { importFiles } from '../actions/import-files.ts';
import { openTrack } from '../actions/open-track.ts';
import { deleteTrack, removeFromProject, undoRemove } from '../actions/project-tracks.ts';
import { searchLibrary } from '../actions/refresh-library.ts';
import { startSession } from '../actions/start-session.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';

let workstation: Workstation;
const project = () => workstation.session.getState().project?.trackIds;
const listed = () => workstation.library.getState().projectTracks.map(({ id }) => id);
const open = () => workstation.session.getState().track?.id;

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await startSession(workstation);
});

test('the project shows its tracks in its order', () => {
  expect(listed()).toEqual(['a', 'b', 'c']);
});

test('a track taken out of the project can be put back where it stood', () => {
  removeFromProject(workstation, 'b');
  expect(project()).toEqual(['a', 'c']);
  expect(listed()).toEqual(['a', 'c']);
  expect(workstation.library.getState().items.map(({ id }) => id)).toContain('b');
  undoRemove(workstation);
  expect(project()).toEqual(['a', 'b', 'c']);
  expect(listed()).toEqual(['a', 'b', 'c']);
});

test('when the open track is taken out, another of the project is opened, and with the last none', async () => {
  removeFromProject(workstation, 'a');
  await expect.poll(open).toBe('b');
  removeFromProject(workstation, 'c');
  removeFromProject(workstation, 'b');
  expect(open()).toBeUndefined();
  expect(workstation.edits.getState().steps).toEqual([]);
  expect(workstation.session.getState().project?.activeTrackId).toBeNull();
});

test('every imported file joins the project, not only the one that is opened', async () => {
  const file = (name: string) => new File([new Uint8Array(8)], name);
  await importFiles(workstation, [file('one.wav'), file('broken.wav'), file('two.wav')]);
  expect(project()).toHaveLength(5);
  expect(listed()).toEqual(project());
  const left = workstation.library.getState().imports;
  expect(left.map(({ name, error }) => [name, error?.message])).toEqual([
    ['broken.wav', expect.stringContaining('damaged')],
  ]);
});

test('a track found by search joins the project when it is opened', async () => {
  removeFromProject(workstation, 'c');
  await searchLibrary(workstation, 'quartet');
  expect(workstation.library.getState().items.map(({ id }) => id)).toEqual(['c']);
  await openTrack(workstation, 'c');
  expect(project()).toContain('c');
});

test('a deleted track is gone from library and project, and cannot be put back', async () => {
  removeFromProject(workstation, 'b');
  await deleteTrack(workstation, 'b');
  expect(workstation.library.getState().items.map(({ id }) => id)).not.toContain('b');
  expect(workstation.library.getState().removed).toBeNull();
});
