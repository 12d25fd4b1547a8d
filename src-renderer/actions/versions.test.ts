import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { programmeOf } from '../playback/follow-stores.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { commitSteps, makeStep } from './change-edits.ts';
import { startSession } from './start-session.ts';
import {
  compareWith,
  goInHistory,
  keepVersion,
  nextName,
  removeVersion,
  renameVersion,
  restoreVersion,
} from './versions.ts';

let workstation: Workstation;
const edits = () => workstation.edits.getState();

beforeEach(async () => {
  vi.useFakeTimers();
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  const started = startSession(workstation);
  await vi.advanceTimersByTimeAsync(3000);
  await started;
});

afterEach(() => vi.useRealTimers());

const settle = () => vi.advanceTimersByTimeAsync(100);
const step = (gainDb: number) =>
  makeStep({ kind: 'region', timeRange: [0, 1], frequencyRange: [100, 200] }, gainDb);

test('versions are named A, B, C, and a name that became free is given again', () => {
  expect(nextName([])).toBe('Version A');
  expect(nextName([{ name: 'Version A' }, { name: 'Softer' }])).toBe('Version B');
  expect(nextName([{ name: 'Version B' }])).toBe('Version A');
  const all = Array.from({ length: 26 }, (_, i) => ({ name: `Version ${String.fromCharCode(65 + i)}` }));
  expect(nextName(all)).toBe('Version AA');
});

test('a version is kept, renamed, heard in the original’s place, gone back to and removed', async () => {
  await commitSteps(workstation, [step(-6)], 'one');
  await keepVersion.run(workstation);
  await commitSteps(workstation, [step(-12)], 'two');
  const [version] = edits().versions;
  expect(version).toMatchObject({ name: 'Version A', steps: [{ gainDb: -6 }] });
  await renameVersion(workstation, version!.id, 'Softer');
  expect(edits().versions[0]!.name).toBe('Softer');

  compareWith(workstation, edits().versions[0]!);
  const programme = programmeOf(workstation)!;
  expect(programme.original.steps).toMatchObject([{ gainDb: -6 }]);
  expect(programme.edited!.steps).toMatchObject([{ gainDb: -12 }]);

  restoreVersion(workstation, edits().versions[0]!);
  await settle();
  expect(edits().steps).toMatchObject([{ gainDb: -6 }]);
  expect(edits().undoLabel).toBe('Go to Softer');

  await removeVersion(workstation, version!.id);
  expect(edits().versions).toEqual([]);
  expect(workstation.playback.getState().reference).toBeNull();
});

test('any place of the history can be gone to', async () => {
  await commitSteps(workstation, [step(-6)], 'one');
  await commitSteps(workstation, [step(-9)], 'two');
  expect(edits().history.map(({ label }) => label)).toEqual(['one', 'two']);
  goInHistory(workstation, 0);
  await settle();
  expect(edits()).toMatchObject({ steps: [], position: 0, undoLabel: null, redoLabel: 'one' });
  goInHistory(workstation, 2);
  await settle();
  expect(edits().steps).toMatchObject([{ gainDb: -9 }]);
});
