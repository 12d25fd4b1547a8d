import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';

/** A gain on the target. */
export function gainStep(id: string, name: string, target: EditTarget, gainDb: GainDb): EditStep {
  return { id, name, target, complement: false, gainDb, bypassed: false };
}

/** Another pitch over a stretch of time, in seconds. */
export function pitchStep(
  id: string,
  name: string,
  timeRange: readonly [number, number],
  semitones: number,
): EditStep {
  return { ...gainStep(id, name, { kind: 'time', timeRange: [...timeRange] }, 0), semitones };
}
