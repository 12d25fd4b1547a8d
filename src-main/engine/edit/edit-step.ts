import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';

/** A gain on the target. */
export function gainStep(id: string, name: string, target: EditTarget, gainDb: GainDb): EditStep {
  return { id, name, target, complement: false, gainDb, bypassed: false };
}
