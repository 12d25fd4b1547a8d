import { beforeEach, expect, test } from 'vitest';
import type { Importing } from '../stores/library.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { followFolders, pauseFolder, put, unwatchFolder, watchFolder } from './watch-folders.ts';

let workstation: Workstation;
const listed = () => workstation.library.getState().watchedFolders;

beforeEach(() => {
  const connection = createFakeConnection();
  const capabilities = { ...connection.capabilities, openDialog: async () => ['a grant'] };
  workstation = createWorkstation({ ...connection, capabilities });
});

test('a folder is watched, paused, and let go', async () => {
  await watchFolder(workstation);
  expect(listed()).toMatchObject([{ path: '/music/Sessions', paused: false }]);
  await pauseFolder(workstation, '/music/Sessions', true);
  workstation.library.setState({ watchedFolders: [] });
  await followFolders(workstation);
  expect(listed()).toMatchObject([{ path: '/music/Sessions', paused: true }]);
  await unwatchFolder(workstation, '/music/Sessions');
  expect(listed()).toEqual([]);
});

test('of many files that fail the last twenty stand in the list, after those under way', () => {
  const error = { code: 'audio_damaged', message: 'It is damaged.' } as const;
  const item = (key: string, failed: boolean): Importing => ({
    key,
    name: key,
    step: '',
    fraction: 0,
    error: failed ? error : null,
  });
  let list: readonly Importing[] = [];
  for (let i = 0; i < 25; i++) list = put(list, item(`broken ${i}`, true));
  list = put(list, item('good', false));
  list = put(list, { ...item('good', false), fraction: 0.5 });
  expect(list.map(({ key }) => key)).toEqual([
    'good',
    ...Array.from({ length: 20 }, (_, i) => `broken ${i + 5}`),
  ]);
  expect(list[0]?.fraction).toBe(0.5);
});
