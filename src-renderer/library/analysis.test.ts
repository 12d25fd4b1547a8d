import { beforeEach, expect, test } from 'vitest';
import type { ListedTrack, PredictAllEvent } from '../../src-preload/contract/track-list.ts';
import {
  analyseAll,
  analyseNext,
  cancelAnalysis,
  pauseAnalysis,
  resumeAnalysis,
} from '../actions/analyse-all.ts';
import { refreshTable } from '../actions/library-table.ts';
import { startSession } from '../actions/start-session.ts';
import { rowAt } from '../stores/library-table.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { shareOf, workText } from './analysis-strip.tsx';

let workstation: Workstation;
const analysis = () => workstation.analysis.getState();
const track = (row: number) => rowAt(workstation.libraryTable.getState(), row)!;
const predicted = (row: number): ListedTrack => ({
  ...track(row),
  values: { midLevel: {}, emotions: { valence: 0.5 } },
});
/** The engine answers with these events; the last may be a wait for the end. */
function engineGives(events: (signal: AbortSignal) => AsyncGenerator<PredictAllEvent, void, void>) {
  const asked: object[] = [];
  Object.assign(workstation.engine.predictions, {
    all: async (query: object, { signal }: { signal: AbortSignal }) => {
      asked.push(query);
      return events(signal);
    },
  });
  return asked;
}
const untilStopped = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await startSession(workstation);
  await refreshTable(workstation);
});

test('rows show their values as they are done, failures stay with their sentence, and the outcome is said', async () => {
  const asked = engineGives(async function* () {
    yield { kind: 'begin', total: 2 };
    yield { kind: 'progress', trackId: 'a', name: 'a', fraction: 0.5 };
    expect(shareOf(analysis())).toBe(0.25);
    yield { kind: 'done', track: predicted(0) };
    expect(track(0).values?.emotions).toEqual({ valence: 0.5 });
    yield {
      kind: 'failed',
      trackId: 'b',
      name: 'b.wav',
      error: { code: 'audio_damaged', message: '“b.wav” is damaged.' },
    };
  });
  await analyseAll(workstation);
  expect(asked).toMatchObject([{ modelId: workstation.session.getState().model?.id, search: '' }]);
  expect(analysis()).toMatchObject({
    state: 'idle',
    failures: [{ name: 'b.wav', message: '“b.wav” is damaged.' }],
  });
  expect(workstation.libraryTable.getState().said?.text).toBe('1 recording was analysed.');
});

test('a pause stops it, and it goes on with the list it was asked for though the table shows another', async () => {
  const asked = engineGives(async function* (signal) {
    yield { kind: 'begin', total: 3 };
    yield { kind: 'done', track: predicted(0) };
    await untilStopped(signal);
  });
  workstation.libraryTable.setState({ search: 'prelude' });
  const first = analyseAll(workstation);
  await expect.poll(() => analysis().finished).toBe(1);
  pauseAnalysis(workstation);
  await first;
  expect(analysis()).toMatchObject({ state: 'paused', finished: 1, total: 3 });
  workstation.libraryTable.setState({ search: 'quartet' });
  const second = resumeAnalysis(workstation);
  await expect.poll(() => analysis().state).toBe('running');
  expect(asked).toMatchObject([{ search: 'prelude' }, { search: 'prelude' }]);
  cancelAnalysis(workstation);
  await second;
  expect(analysis()).toMatchObject({ state: 'idle', list: null, finished: 0 });
});

test('a recording is put before the others, shown as the next, and no longer when it is done', async () => {
  const wished: string[] = [];
  Object.assign(workstation.engine.predictions, {
    prefer: async ({ trackId }: { trackId: string }) => wished.push(trackId),
  });
  const [gate, open] = [Promise.withResolvers<void>(), track(0)];
  engineGives(async function* () {
    yield { kind: 'begin', total: 2 };
    yield { kind: 'progress', trackId: 'other', name: 'other', fraction: 0 };
    await gate.promise;
    yield { kind: 'done', track: predicted(0) };
  });
  const running = analyseAll(workstation);
  await expect.poll(() => analysis().name).toBe('other');
  await analyseNext(workstation, open);
  expect(wished).toEqual([open.id]);
  expect(workText(analysis())).toBe(`Analysing 1 of 2: other; next: ${open.name}`);
  gate.resolve();
  await running;
  expect(analysis().preferred).toEqual([]);
});

test('when all is analysed it says so', async () => {
  await analyseAll(workstation);
  expect(workstation.libraryTable.getState().said?.text).toMatch(/analysed already/);
});
