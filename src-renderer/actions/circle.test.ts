import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { EngineClient } from '../engine-client.ts';
import { startOf } from '../stores/playback.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { addEdit, commitSteps, presentTarget } from './change-edits.ts';
import { chooseMoment, windowStartNear } from './choose-moment.ts';
import { cancelExplanation, explain } from './explain.ts';
import { keepTheme } from './keep-theme.ts';
import { matchGain } from './level-match.ts';
import { setLoop } from './loop.ts';
import { openTrack } from './open-track.ts';
import { predict } from './predict.ts';
import { presentRange } from './present-range.ts';
import { removeFromProject } from './project-tracks.ts';
import { redo } from './redo.ts';
import { refreshShift } from './refresh-shift.ts';
import { autosaveView } from './save-view.ts';
import { combineSelection, selectBySign, selectSegments } from './select-segments.ts';
import { startSession } from './start-session.ts';
import { undo } from './undo.ts';

let workstation: Workstation;
const state = {
  session: () => workstation.session.getState(),
  view: () => workstation.view.getState(),
  edits: () => workstation.edits.getState(),
  explanation: () => workstation.explanation.getState(),
  toasts: () => workstation.toasts.getState().items.map((toast) => toast.text),
};

beforeEach(async () => {
  vi.useFakeTimers();
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await during(startSession(workstation));
});

afterEach(() => vi.useRealTimers());

/** Lets time pass until the work is done. */
async function during<T>(work: Promise<T>): Promise<T> {
  let done = false;
  const finish = work.finally(() => {
    done = true;
  });
  while (!done) await vi.advanceTimersByTimeAsync(20);
  return finish;
}

test('the workstation opens with the demo project, its first recording predicted and the first window judged', () => {
  expect(state.session().project?.name).toBe('Demo project');
  expect(state.session().track?.name).toBe('Prelude in C minor, detached');
  expect(state.session().curves?.names).toContain('dissonance');
  expect(state.session().moment?.window.start).toBe(0);
  expect(state.session().loading).toBe(false);
  expect(state.view().to).toBe(62.4);
});

test('a click chooses the window around it, on the model’s grid and inside the recording', async () => {
  await during(chooseMoment(workstation, 20.2));
  expect(state.view().moment).toBe(15);
  expect(state.session().moment?.window).toEqual({ start: 15, end: 25 });
  const curves = state.session().curves!;
  expect(windowStartNear(curves, 0)).toBe(0);
  expect(windowStartNear(curves, 62.4)).toBe((curves.prediction.count - 1) * curves.prediction.hopSeconds);
});

test('the whole circle: moment, explanation, segments, gain, shift, undo and redo', async () => {
  await during(chooseMoment(workstation, 20));
  await during(explain(workstation, 'dissonance'));
  expect(state.explanation().current?.feature).toBe('dissonance');
  expect(state.explanation().current?.window.start).toBe(15);
  selectBySign(workstation, 1);
  expect(state.explanation().selected.size).toBeGreaterThan(0);
  const step = addEdit(workstation, -6)!;
  expect(state.edits().steps).toHaveLength(1);
  await during(refreshShift(workstation));
  expect(state.edits().shift?.shift.emotions.valence).not.toBe(0);
  await vi.advanceTimersByTimeAsync(50);
  expect(state.edits().undoLabel).toContain(step.name);
  await during(Promise.resolve(undo.run(workstation)));
  expect(state.edits().steps).toEqual([]);
  expect(undo.enabled(workstation)).toBe(false);
  await during(Promise.resolve(redo.run(workstation)));
  expect(state.edits().steps).toEqual([step]);
});

test('a running explanation can be cancelled and leaves no error', async () => {
  const work = explain(workstation, 'minorness');
  await vi.advanceTimersByTimeAsync(200);
  expect(state.explanation().running?.done).toBeGreaterThan(0);
  cancelExplanation(workstation);
  await during(work);
  expect(state.explanation().running).toBeNull();
  expect(state.explanation().current).toBeNull();
  expect(state.toasts()).toEqual([]);
});

test('Shift adds segments, Alt takes them away, the same click again clears, and segments replace a free region', () => {
  expect([...combineSelection(new Set([1]), [2], 'add')]).toEqual([1, 2]);
  expect([...combineSelection(new Set([1, 2]), [2], 'subtract')]).toEqual([1]);
  expect([...combineSelection(new Set([2]), [2], 'replace')]).toEqual([]);
  workstation.view.setState({ region: { timeRange: [1, 2], frequencyRange: [100, 200] } });
  selectSegments(workstation, [3], 'replace');
  expect(state.view().region).toBeNull();
});

test('an edit that the engine refuses is taken back and the sentence is shown', async () => {
  const { edits } = workstation.engine;
  const broken = {
    ...workstation.engine,
    edits: { ...edits, set: async () => Promise.reject(new Error('disk full')) },
  };
  const refusing: Workstation = { ...workstation, engine: broken as unknown as EngineClient };
  refusing.view.setState({ region: { timeRange: [1, 2], frequencyRange: [100, 200] } });
  const target = presentTarget(refusing)!;
  const work = commitSteps(
    refusing,
    [{ id: 'x', name: 'x', target, complement: false, gainDb: -6, bypassed: false }],
    'Cut',
  );
  expect(state.edits().steps).toHaveLength(1);
  await during(work);
  expect(state.edits().steps).toEqual([]);
  expect(state.toasts().join()).toContain('disk full');
  expect(state.edits().saving).toBe(false);
});

test('an edit made while the engine restarts is saved when it is back', async () => {
  const { edits } = workstation.engine;
  let lost = true;
  const set: typeof edits.set = (input, ...rest) =>
    lost ? Promise.reject(new MezzoError('engine_lost', 'The engine stopped.')) : edits.set(input, ...rest);
  const restarting: Workstation = {
    ...workstation,
    engine: { ...workstation.engine, edits: { ...edits, set } },
  };
  restarting.view.setState({ region: { timeRange: [1, 2], frequencyRange: [100, 200] } });
  restarting.session.setState({ connection: 'lost' });
  addEdit(restarting, -6);
  await vi.advanceTimersByTimeAsync(500);
  expect(state.edits()).toMatchObject({ saving: true, steps: [{ gainDb: -6 }] });
  lost = false;
  restarting.session.setState({ connection: 'connected' });
  await vi.advanceTimersByTimeAsync(100);
  expect(state.edits()).toMatchObject({ saving: false, steps: [{ gainDb: -6 }] });
  expect((await edits.get({ trackId: 'a' })).steps).toHaveLength(1);
  expect(state.toasts()).toEqual([]);
});

test('changes made in quick succession end with the last one', async () => {
  workstation.view.setState({ region: { timeRange: [1, 2], frequencyRange: [100, 200] } });
  const target = presentTarget(workstation)!;
  const at = (gainDb: number) => [{ id: 'x', name: 'x', target, complement: false, gainDb, bypassed: false }];
  const all = [-1, -2, -3].map((gain) => commitSteps(workstation, at(gain), `${gain} dB`));
  await during(Promise.all(all));
  expect(state.edits().steps[0]?.gainDb).toBe(-3);
  expect(state.edits().undoLabel).toBe('-3 dB');
});

test('opening another recording clears what belonged to the one before', async () => {
  await during(explain(workstation, 'dissonance'));
  setLoop(workstation, 1, 2);
  await during(openTrack(workstation, 'b'));
  expect(state.session().track?.id).toBe('b');
  expect(state.explanation().current).toBeNull();
  expect(workstation.playback.getState().loop).toBeNull();
  expect(state.view().to).toBe(98.7);
});

test('of two recordings opened one after the other, the last is the one that stays', async () => {
  const first = openTrack(workstation, 'b');
  const second = openTrack(workstation, 'c');
  await during(Promise.all([first, second]));
  expect(state.session().track?.id).toBe('c');
  expect(state.session().curves?.prediction.trackId).toBe('c');
});

test('the view is saved once it rests, and comes back with the project', async () => {
  const end = autosaveView(workstation);
  workstation.view.setState({ from: 10, to: 20, moment: 12, emotion: 'arousal', dialog: 'help' });
  setLoop(workstation, 11, 14);
  await vi.advanceTimersByTimeAsync(1000);
  end();
  const saved = await workstation.engine.projects.last();
  expect(saved.view).toMatchObject({
    view: { from: 10, to: 20, emotion: 'arousal' },
    loop: { start: 11, end: 14 },
  });
  expect(JSON.stringify(saved.view)).not.toContain('dialog');
  const again = createWorkstation({ ...createFakeConnection(), client: workstation.engine });
  await during(startSession(again));
  expect(again.view.getState()).toMatchObject({
    from: 10,
    to: 20,
    moment: 12,
    emotion: 'arousal',
    dialog: null,
  });
  expect(again.playback.getState()).toMatchObject({ loop: { start: 11, end: 14 }, loopOn: true });
  expect(again.session.getState().moment?.window.start).toBe(12);
});

test('an emptied project opens empty, with the theme that was chosen, though the library holds recordings', async () => {
  for (const { id } of [...workstation.library.getState().projectTracks]) removeFromProject(workstation, id);
  const ends = [autosaveView(workstation), keepTheme(workstation)];
  workstation.view.setState({ theme: 'light' });
  workstation.view.setState({ effectsBy: 'size' });
  await vi.advanceTimersByTimeAsync(1000);
  for (const end of ends) end();
  const again = createWorkstation({ ...createFakeConnection(), client: workstation.engine });
  await during(startSession(again));
  expect(again.library.getState().items.length).toBeGreaterThan(0);
  expect(again.session.getState()).toMatchObject({ track: null, loading: false, project: { trackIds: [] } });
  expect(again.view.getState().theme).toBe('light');
});

test('a failed prediction says so once, on the timeline', async () => {
  const { predictions } = workstation.engine;
  const run = async () => Promise.reject(new MezzoError('audio_damaged', 'The file is damaged.'));
  const failing: Workstation = {
    ...workstation,
    engine: { ...workstation.engine, predictions: { ...predictions, run } },
  };
  await during(predict(failing));
  expect(state.session().predictionError).toBe('The file is damaged.');
  expect(state.toasts()).toEqual([]);
});

test('a failed explanation is said on its page, or as a message to who looks elsewhere', async () => {
  const { explanations } = workstation.engine;
  const run = async () => Promise.reject(new MezzoError('file_missing', 'The file is gone.'));
  const failing: Workstation = {
    ...workstation,
    engine: { ...workstation.engine, explanations: { ...explanations, run } },
  };
  workstation.view.setState({ page: 'explanation' });
  await during(explain(failing, 'dissonance'));
  expect(state.explanation().error).toBe('The file is gone.');
  expect(state.toasts()).toEqual([]);
  workstation.view.setState({ page: 'edits' });
  await during(explain(failing, 'dissonance'));
  expect(state.explanation().error).toBeNull();
  expect(state.toasts()).toEqual(['The file is gone.']);
});

test('the range in question is the region, else the segments, else the moment', async () => {
  expect(presentRange(workstation)).toEqual([0, 10]);
  await during(explain(workstation, 'dissonance'));
  const segment = state.explanation().current!.segments[9]!;
  selectSegments(workstation, [segment.id], 'replace');
  expect(presentRange(workstation)).toEqual(segment.timeRange);
  workstation.view.setState({ region: { timeRange: [3, 4], frequencyRange: [100, 200] } });
  expect(presentRange(workstation)).toEqual([3, 4]);
});

test('a loop too short to hear is no loop, and playing begins inside the loop', () => {
  setLoop(workstation, 5, 5.001);
  expect(workstation.playback.getState().loop).toBeNull();
  setLoop(workstation, 9, 7);
  expect(workstation.playback.getState().loop).toEqual({ start: 7, end: 9 });
  expect(startOf({ cursor: 2, loop: { start: 7, end: 9 }, loopOn: true })).toBe(7);
  expect(startOf({ cursor: 8, loop: { start: 7, end: 9 }, loopOn: true })).toBe(8);
  expect(startOf({ cursor: 2, loop: { start: 7, end: 9 }, loopOn: false })).toBe(2);
});

test('loudness is matched within 12 dB, and silence is left alone', () => {
  expect(matchGain(-18, -24)).toBe(6);
  expect(matchGain(-10, -60)).toBe(12);
  expect(matchGain(-18, null)).toBe(0);
});
