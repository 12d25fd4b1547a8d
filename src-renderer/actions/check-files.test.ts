import { beforeEach, expect, test } from 'vitest';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { checkFiles, sentenceOf } from './check-files.ts';
import { startSession } from './start-session.ts';

let workstation: Workstation;
let lists: number;
const told = () => workstation.toasts.getState().items.map(({ text }) => text);

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await startSession(workstation);
  const list = workstation.engine.tracks.list;
  lists = 0;
  Object.assign(workstation.engine.tracks, {
    list: (...args: Parameters<typeof list>) => {
      lists++;
      return list(...args);
    },
  });
});

const engineFinds = (check: () => Promise<{ gone: number; back: number }>) =>
  Object.assign(workstation.engine.tracks, { checkFiles: check });

test('files that are gone are told and the lists are read again', async () => {
  engineFinds(async () => ({ gone: 2, back: 0 }));
  await checkFiles(workstation);
  expect(told().at(-1)).toMatch(/^The files of 2 recordings are not where they were\./);
  expect(lists).toBeGreaterThan(0);
});

test('while all is as it was, or the engine does not answer, nothing is told or read', async () => {
  const before = told();
  engineFinds(async () => ({ gone: 0, back: 0 }));
  await checkFiles(workstation);
  engineFinds(async () => Promise.reject(new Error('the engine is away')));
  await checkFiles(workstation);
  expect(told()).toEqual(before);
  expect(lists).toBe(0);
});

test('one is not many, and what is gone is told before what is back', () => {
  expect(sentenceOf(1, 3)).toMatch(/^The file of 1 recording is not where it was\./);
  expect(sentenceOf(0, 1)).toBe('The file of 1 recording is back.');
  expect(sentenceOf(0, 50_000)).toBe('The files of 50,000 recordings are back.');
  expect(sentenceOf(0, 0)).toBeNull();
});
