import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { startSession } from './start-session.ts';
import { applySuggestion, cancelSuggest, hearSuggestion, suggest } from './suggest.ts';

let workstation: Workstation;
const found = () => workstation.suggestions.getState();

beforeEach(async () => {
  vi.useFakeTimers();
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await during(startSession(workstation));
  workstation.player.play = async () => undefined;
  workstation.suggestions.setState({ amount: 0.1 });
});

afterEach(() => vi.useRealTimers());

async function during(work: Promise<unknown>): Promise<void> {
  let done = false;
  const finish = work.finally(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(20);
  await finish;
}

test('a search keeps what it was asked and what it found', async () => {
  await during(suggest(workstation));
  expect(found()).toMatchObject({ running: null, error: null });
  expect(found().asked).toMatchObject({ emotion: 'valence', amount: 0.1, range: [0, 10] });
  expect(found().list).toHaveLength(1);
  expect(found().farthest).not.toBeNull();
});

test('without a wish nothing is asked', async () => {
  workstation.suggestions.setState({ amount: 0 });
  await suggest(workstation);
  expect(found().asked).toBeNull();
});

test('a suggestion is heard without being in the list, and the trial ends without a trace', async () => {
  await during(suggest(workstation));
  const [suggestion] = found().list!;
  hearSuggestion(workstation, suggestion!);
  expect(workstation.edits.getState().trial).toEqual(suggestion!.steps);
  expect(workstation.edits.getState().steps).toEqual([]);
  expect(workstation.playback.getState()).toMatchObject({ side: 'edited', loop: { start: 0, end: 10 } });
  hearSuggestion(workstation, null);
  expect(workstation.edits.getState().trial).toEqual([]);
  expect(workstation.playback.getState().side).toBe('original');
});

test('a suggestion that is applied is one step of undo', async () => {
  await during(suggest(workstation));
  const [suggestion] = found().list!;
  hearSuggestion(workstation, suggestion!);
  applySuggestion(workstation, suggestion!);
  await vi.advanceTimersByTimeAsync(50);
  const { steps, trial, undoLabel } = workstation.edits.getState();
  expect(steps.map(({ name }) => name)).toEqual(['Bass quieter']);
  expect(steps[0]!.id).not.toBe(suggestion!.steps[0]!.id);
  expect(trial).toEqual([]);
  expect(undoLabel).toBe('Suggestion for valence');
});

test('a cancelled search keeps what it has', async () => {
  const work = suggest(workstation);
  await vi.advanceTimersByTimeAsync(45);
  cancelSuggest(workstation);
  await during(work);
  expect(found().running).toBeNull();
  expect(found().error).toBeNull();
});
