import { expect, test } from 'vitest';
import type { EditStep, Shift } from '../../src-preload/contract/domain.ts';
import { judge } from '../testing/fake-model.ts';
import { shownOf } from './shown.ts';

const before = judge([1, 0, 0, 0, 0, 0, 0]);
const after = judge([0, 1, 0, 0, 0, 0, 0]);
const shift: Shift = { before, after, shift: { midLevel: {}, emotions: {} } };
const step: EditStep = {
  id: 's',
  name: 'Region',
  target: { kind: 'region', timeRange: [0, 1], frequencyRange: [100, 200] },
  complement: false,
  gainDb: -6,
  bypassed: false,
};
const session = { moment: { ...before, window: { start: 2, end: 12 } }, curves: null, track: null };
const moment = { scope: 'moment', moment: 2 } as const;

test('the shift is shown for the very moment it was asked for', () => {
  const shown = shownOf(session, moment, { steps: [step], trial: [], shift, shiftOf: 2 });
  expect(shown).toMatchObject({ edited: true, range: [2, 12] });
  expect(shown.after).toBe(after);
});

test('a shift of another moment or of the recording is not shown as this one', () => {
  const edits = { steps: [step], trial: [], shift };
  expect(shownOf(session, moment, { ...edits, shiftOf: 3 }).after).toBeNull();
  expect(shownOf(session, moment, { ...edits, shiftOf: 'recording' }).after).toBeNull();
  expect(shownOf(session, { ...moment, scope: 'recording' }, { ...edits, shiftOf: 2 }).after).toBeNull();
});

test('bypassed steps and steps of 0 dB leave nothing edited', () => {
  const steps = [
    { ...step, bypassed: true },
    { ...step, gainDb: 0 },
  ];
  expect(shownOf(session, moment, { steps, trial: [], shift, shiftOf: 2 })).toMatchObject({
    edited: false,
    after: null,
  });
});

test('an edit on trial counts as one', () => {
  const shown = shownOf(session, moment, { steps: [], trial: [step], shift, shiftOf: 2 });
  expect(shown.edited).toBe(true);
  expect(shown.after).toBe(after);
});
