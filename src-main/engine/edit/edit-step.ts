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

/** Another tempo over a stretch of time, in seconds: `tempo` times as fast. */
export function tempoStep(
  id: string,
  name: string,
  timeRange: readonly [number, number],
  tempo: number,
): EditStep {
  return { ...gainStep(id, name, { kind: 'time', timeRange: [...timeRange] }, 0), tempo };
}
