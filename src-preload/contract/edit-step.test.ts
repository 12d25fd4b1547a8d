import { expect, test } from 'vitest';
import type { EditStep } from './domain.ts';
import { isIdle, raises, stepsKey } from './edit-step.ts';

const step: EditStep = {
  id: 'a',
  name: 'A',
  target: { kind: 'time', timeRange: [1, 2] },
  complement: false,
  gainDb: 0,
  bypassed: false,
};

test('steps are equal whatever they are called, and differ in all that is heard', () => {
  const key = stepsKey([step]);
  expect(stepsKey([{ ...step, id: 'b', name: 'B' }])).toBe(key);
  const others: Partial<EditStep>[] = [
    { gainDb: null },
    { complement: true },
    { fade: 'in' },
    { semitones: 1 },
    { tempo: 1.1 },
    { target: { kind: 'time', timeRange: [1, 3] } },
  ];
  expect(new Set([key, ...others.map((other) => stepsKey([{ ...step, ...other }]))]).size).toBe(7);
});

test('a step is idle when it is bypassed or changes neither level, pitch nor tempo', () => {
  expect(isIdle(step)).toBe(true);
  expect(isIdle({ ...step, gainDb: null })).toBe(false);
  expect(isIdle({ ...step, semitones: -0.5 })).toBe(false);
  expect(isIdle({ ...step, tempo: 0.9 })).toBe(false);
  expect(isIdle({ ...step, semitones: 3, tempo: 2, bypassed: true })).toBe(true);
});

test.each([
  [{ gainDb: 3 }, true],
  [{ gainDb: -3 }, false],
  [{ gainDb: null }, false],
  [{ semitones: 0.5 }, true],
  [{ semitones: -2 }, false],
  [{ tempo: 1.5 }, true],
  [{ tempo: 0.8 }, false],
  [{}, false],
] as const)('a step that has %j raises its target: %s', (change, higher) => {
  expect(raises({ ...step, ...change })).toBe(higher);
});
