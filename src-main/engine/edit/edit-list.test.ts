import { describe, expect, it } from 'vitest';
import {
  addStep,
  bypassStep,
  duplicateStep,
  gainStep,
  moveStep,
  onlyStep,
  removeStep,
  renameStep,
  setStepGain,
  withoutStep,
} from './edit-list.ts';
import { region, segments } from './edits.fixture.ts';

const step = (id: string) => gainStep(id, `Step ${id}`, region(0, 1, 100, 200), -6);
const list = ['a', 'b', 'c'].map(step);
const ids = (steps: readonly { id: string }[]) => steps.map(({ id }) => id).join('');

describe('edit list', () => {
  it('adds, removes and duplicates steps', () => {
    expect(ids(addStep(list, step('d')))).toBe('abcd');
    expect(ids(removeStep(list, 'b'))).toBe('ac');
    const copied = duplicateStep(list, 'a', 'x', 'Copy of a');
    expect(ids(copied)).toBe('axbc');
    expect(copied[1]).toEqual({ ...list[0], id: 'x', name: 'Copy of a' });
  });

  it('changes one step and no other', () => {
    const changed = renameStep(bypassStep(setStepGain(list, 'b', null), 'b', true), 'b', 'Hi-hat');
    expect(changed[1]).toEqual({ ...list[1], gainDb: null, bypassed: true, name: 'Hi-hat' });
    expect(changed[0]).toBe(list[0]);
    expect(list[1]!.gainDb).toBe(-6);
  });

  it('moves a step within the list', () => {
    expect(ids(moveStep(list, 'a', 2))).toBe('bca');
    expect(ids(moveStep(list, 'c', -5))).toBe('cab');
    expect(ids(moveStep(list, 'a', 99))).toBe('bca');
  });

  it('returns the same list when nothing changes', () => {
    expect(setStepGain(list, 'a', -6)).toBe(list);
    expect(moveStep(list, 'b', 1)).toBe(list);
  });

  it('makes "only" and "without" from one target', () => {
    const target = segments(1, 2);
    expect(onlyStep('o', 'Only', target)).toMatchObject({ target, complement: true, gainDb: null });
    expect(withoutStep('w', 'Without', target)).toMatchObject({ target, complement: false, gainDb: null });
  });

  it('names the step that is missing or there twice', () => {
    expect(() => removeStep(list, 'z')).toThrow(/no step with the id z/);
    expect(() => addStep(list, step('a'))).toThrow(/already has a step with the id a/);
    expect(() => duplicateStep(list, 'a', 'b', 'b')).toThrow(/already has a step with the id b/);
  });
});
