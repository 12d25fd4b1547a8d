import { expect, test } from 'vitest';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { asFilter, asRegion, regionProblem, targetOf } from './region-input.ts';
import { changeStep, countText, duplicateStep, lengthText, moveStep, removeStep } from './step-list.ts';

const step = (id: string): EditStep => ({
  id,
  name: `Step ${id}`,
  target: { kind: 'region', timeRange: [0, 1], frequencyRange: [100, 200] },
  complement: false,
  gainDb: -6,
  bypassed: false,
});
const list = ['a', 'b', 'c'].map(step);
const ids = (steps: readonly EditStep[]) => steps.map(({ id }) => id).join('');

test('a step moves up and down and stops at the ends', () => {
  expect(ids(moveStep(list, 'b', -1))).toBe('bac');
  expect(ids(moveStep(list, 'b', 1))).toBe('acb');
  expect(ids(moveStep(list, 'a', -1))).toBe('abc');
  expect(ids(moveStep(list, 'c', 5))).toBe('abc');
  expect(ids(moveStep(list, 'x', 1))).toBe('abc');
  expect(ids(list)).toBe('abc');
});

test('a copy stands below its original and has the same target and gain', () => {
  const copied = duplicateStep(list, 'b', 'n');
  expect(ids(copied)).toBe('abnc');
  expect(copied[2]).toEqual({ ...step('b'), id: 'n', name: 'Step b copy' });
});

test('a change touches one step only, and removing takes one away', () => {
  const changed = changeStep(list, 'b', { gainDb: null, bypassed: true });
  expect(changed[1]).toMatchObject({ gainDb: null, bypassed: true, name: 'Step b' });
  expect(changed[0]).toBe(list[0]);
  expect(ids(removeStep(list, 'b'))).toBe('ac');
});

test('the count says what is bypassed', () => {
  expect(countText([])).toBe('No steps');
  expect(countText([step('a')])).toBe('1 step');
  expect(countText(changeStep(list, 'a', { bypassed: true }))).toBe('3 steps, 1 bypassed');
});

test('the length of the sound is told when a step changes the tempo, and only then', () => {
  const track = { sampleRate: 44_100, frames: 182 * 44_100 };
  const tempo = (from: number, to: number, factor: number): EditStep => ({
    ...step('t'),
    target: { kind: 'time', timeRange: [from, to] },
    gainDb: 0,
    tempo: factor,
  });
  const faster = tempo(10, 31.4, 2);
  expect(lengthText(track, [step('a'), faster])).toBe(
    'The edited sound lasts 2:51.30, the recording 3:02.00.',
  );
  expect(lengthText(track, [tempo(0, 182, 0.5)])).toBe(
    'The edited sound lasts 6:04.00, the recording 3:02.00.',
  );
  expect(lengthText(track, [])).toBeNull();
  expect(lengthText(track, list)).toBeNull();
  expect(lengthText(track, changeStep([faster], 't', { tempo: 1 }))).toBeNull();
  expect(lengthText(track, changeStep([faster], 't', { bypassed: true }))).toBeNull();
});

test('a typed region that cannot be is refused with the reason', () => {
  const good = { t0: 1, t1: 2, f0: 100, f1: 200, sound: 'all' } as const;
  expect(regionProblem(good, 30)).toBeNull();
  expect(regionProblem({ ...good, t1: 1 }, 30)).toMatch(/end after it starts/);
  expect(regionProblem({ ...good, t0: 40, t1: 41 }, 30)).toMatch(/30\.00 s/);
  expect(regionProblem({ ...good, f1: 50 }, 30)).toMatch(/upper frequency/);
});

test('a region of a source has no frequencies, and is no longer than the engine can part', () => {
  const drums = { ...asRegion([1, 12.5]), sound: 'percussive', f1: 0 } as const;
  expect(regionProblem(drums, 90)).toBeNull();
  expect(regionProblem({ ...drums, t1: 80 }, 90)).toMatch(/60 seconds/);
  expect(regionProblem({ ...drums, t1: 80 }, 61)).toBeNull();
  expect(targetOf(drums, 10)).toEqual({
    kind: 'source',
    separator: 'harmonic-percussive',
    source: 'percussive',
    timeRange: [1, 10],
  });
});

test('a filter keeps the time and sets the band that goes', () => {
  const typed = asRegion([1, 2], [300, 400]);
  expect(asFilter(typed, 'low-cut', 22_050)).toEqual({ ...typed, f0: 0, f1: 80 });
  expect(asFilter(typed, 'high-cut', 22_050)).toEqual({ ...typed, f0: 8000, f1: 22_050 });
});
