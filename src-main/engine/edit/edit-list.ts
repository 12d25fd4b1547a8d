import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/**
 * Pure operations on the edit list of a recording. None changes the list it is given, and one that changes nothing
 * returns that very list. A step id that is not in the list throws `not_found`.
 */
export type EditList = readonly EditStep[];

/** A step that changes the target by `gain`, or by silence (null). */
export function gainStep(id: string, name: string, target: EditTarget, gain: GainDb): EditStep {
  return { id, name, target, complement: false, gainDb: gain, bypassed: false };
}

/** "Play only this": everything but the target falls silent, over the whole recording and all frequencies. */
export function onlyStep(id: string, name: string, target: EditTarget): EditStep {
  return { ...gainStep(id, name, target, null), complement: true };
}

/** "Play without this": the target falls silent. */
export function withoutStep(id: string, name: string, target: EditTarget): EditStep {
  return gainStep(id, name, target, null);
}

/** Appends a step. Throws `bad_request` when its id is taken. */
export function addStep(list: EditList, step: EditStep): EditList {
  if (list.some(({ id }) => id === step.id))
    throw new MezzoError('bad_request', `The edit list already has a step with the id ${step.id}.`);
  return [...list, step];
}

export function removeStep(list: EditList, id: string): EditList {
  return list.toSpliced(indexOf(list, id), 1);
}

export function setStepGain(list: EditList, id: string, gain: GainDb): EditList {
  return change(list, id, { gainDb: gain });
}

export function bypassStep(list: EditList, id: string, bypassed: boolean): EditList {
  return change(list, id, { bypassed });
}

export function renameStep(list: EditList, id: string, name: string): EditList {
  return change(list, id, { name });
}

/** Puts a step at position `to`, counted in the list without it and kept within the list. */
export function moveStep(list: EditList, id: string, to: number): EditList {
  const from = indexOf(list, id);
  const place = Math.min(list.length - 1, Math.max(0, to));
  if (place === from) return list;
  return list.toSpliced(from, 1).toSpliced(place, 0, list[from]!);
}

/** Puts a copy with the id `copyId` right after the step. Throws `bad_request` when that id is taken. */
export function duplicateStep(list: EditList, id: string, copyId: string, name: string): EditList {
  const at = indexOf(list, id);
  const copy = addStep(list, { ...list[at]!, id: copyId, name }).at(-1)!;
  return list.toSpliced(at + 1, 0, copy);
}

function change(list: EditList, id: string, part: Partial<Omit<EditStep, 'id'>>): EditList {
  const at = indexOf(list, id);
  const step = list[at]!;
  const keys = Object.keys(part) as (keyof typeof part)[];
  if (keys.every((key) => Object.is(part[key], step[key]))) return list;
  return list.with(at, { ...step, ...part });
}

function indexOf(list: EditList, id: string): number {
  const at = list.findIndex((step) => step.id === id);
  if (at < 0) throw new MezzoError('not_found', `The edit list has no step with the id ${id}.`);
  return at;
}
