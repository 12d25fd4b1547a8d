import { beforeEach, expect, test } from 'vitest';
import { makeStep } from '../actions/change-edits.ts';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { programmeOf } from './follow-stores.ts';

let workstation: Workstation;
const region = { timeRange: [1, 2] as const, frequencyRange: [100, 200] as const };
const cut = makeStep({ kind: 'region', timeRange: [1, 2], frequencyRange: [100, 200] }, -6);

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ track: await workstation.engine.tracks.get({ trackId: 'a' }) });
});

test('without an edit there is only the original', () => {
  expect(programmeOf(workstation)).toMatchObject({
    original: { steps: [] },
    edited: null,
    loop: null,
    matchGainDb: 0,
  });
});

test('bypassed edits and gains of 0 dB are not played', () => {
  workstation.edits.setState({
    steps: [
      { ...cut, bypassed: true },
      { ...cut, gainDb: 0 },
    ],
  });
  expect(programmeOf(workstation)?.edited).toBeNull();
  workstation.edits.setState({ steps: [cut] });
  expect(programmeOf(workstation)?.edited?.steps).toEqual([cut]);
});

test('“only” silences everything but the selection, “without” the selection, on both sides', () => {
  workstation.view.setState({ region });
  workstation.edits.setState({ steps: [cut] });
  workstation.playback.setState({ audition: 'only' });
  const only = programmeOf(workstation)!;
  expect(only.original.steps).toMatchObject([{ gainDb: null, complement: true }]);
  expect(only.edited?.steps).toMatchObject([{ gainDb: -6 }, { gainDb: null, complement: true }]);
  workstation.playback.setState({ audition: 'without' });
  expect(programmeOf(workstation)?.original.steps).toMatchObject([{ gainDb: null, complement: false }]);
});

test('a loop that is off is not played, and level match only counts while it is on', () => {
  workstation.playback.setState({
    loop: { start: 1, end: 2 },
    loopOn: false,
    matchGainDb: 3,
    levelMatch: false,
  });
  expect(programmeOf(workstation)).toMatchObject({ loop: null, matchGainDb: 0 });
  workstation.playback.setState({ loopOn: true, levelMatch: true });
  expect(programmeOf(workstation)).toMatchObject({ loop: { start: 1, end: 2 }, matchGainDb: 3 });
});

test('the difference keeps the recording’s time on both sides; of a change of tempo alone it is the recording less itself', () => {
  const faster = { ...makeStep({ kind: 'time', timeRange: [1, 2] }, 0), tempo: 2 };
  const slower = { ...makeStep({ kind: 'time', timeRange: [3, 4] }, -3), tempo: 0.5 };
  workstation.edits.setState({ steps: [faster] });
  workstation.playback.setState({ reference: { id: 'v', name: 'Slow', steps: [slower] } });
  expect(programmeOf(workstation)).toMatchObject({
    original: { steps: [{ tempo: 0.5 }] },
    edited: { steps: [{ tempo: 2 }] },
  });
  workstation.playback.setState({ side: 'difference' });
  const { tempo: _tempo, ...quieter } = slower;
  expect(programmeOf(workstation)).toMatchObject({ original: { steps: [quieter] }, edited: { steps: [] } });
  expect(programmeOf(workstation)?.original.steps[0]).not.toHaveProperty('tempo');
  workstation.playback.setState({ reference: null });
  expect(programmeOf(workstation)).toMatchObject({ original: { steps: [] }, edited: { steps: [] } });
});
