import { beforeEach, expect, test } from 'vitest';
import { createFakeConnection } from '../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../workstation.ts';
import { addStretchChange, withTarget } from './change-edits.ts';
import { startSession } from './start-session.ts';

let workstation: Workstation;
beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await startSession(workstation);
});

test.each([
  [{ tempo: 1.12 }, 'Tempo, 0:10.00–0:20.00', '112 % tempo on Tempo, 0:10.00–0:20.00'],
  [{ semitones: -3 }, 'Pitch, 0:10.00–0:20.00', '−3 semitones on Pitch, 0:10.00–0:20.00'],
])(
  'a stretch with %j is a step below the others, named, undone by name, and heard',
  (change, name, label) => {
    workstation.playback.setState({ side: 'original' });
    addStretchChange(workstation, [0, 5], { semitones: 1 });
    addStretchChange(workstation, [10, 20], change);
    const { steps, undoLabel } = workstation.edits.getState();
    expect(steps).toHaveLength(2);
    expect(steps[1]).toMatchObject({
      name,
      target: { kind: 'time', timeRange: [10, 20] },
      gainDb: 0,
      ...change,
    });
    expect(undoLabel).toBe(label);
    expect(workstation.playback.getState().side).toBe('edited');
  },
);

test('a stretch that is moved is named by its new place, unless it has a name of its own', () => {
  addStretchChange(workstation, [10, 20], { tempo: 0.8 });
  const [step] = workstation.edits.getState().steps;
  const target = { kind: 'time' as const, timeRange: [61, 62.5] as [number, number] };
  expect(withTarget(step!, target)).toMatchObject({ name: 'Tempo, 1:01.00–1:02.50', target, tempo: 0.8 });
  expect(withTarget({ ...step!, name: 'Slow end' }, target).name).toBe('Slow end');
});
