import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';

/** A gain on the target. */
export function gainStep(id: string, name: string, target: EditTarget, gainDb: GainDb): EditStep {
  return { id, name, target, complement: false, gainDb, bypassed: false };
}

/** Silence for everything but the target. */
export function onlyStep(id: string, name: string, target: EditTarget): EditStep {
  return { ...gainStep(id, name, target, null), complement: true };
}

/** Silence for the target. */
export function withoutStep(id: string, name: string, target: EditTarget): EditStep {
  return gainStep(id, name, target, null);
}
