import type { EditStep } from './domain.ts';

/** True when the step changes nothing, wherever it lies. */
export function isIdle({ bypassed, gainDb, semitones = 0, tempo = 1 }: EditStep): boolean {
  return bypassed || (gainDb === 0 && semitones === 0 && tempo === 1);
}

/** True when the step makes its target higher, faster or louder; false when lower, slower, softer or as it was. */
export function raises({ gainDb, semitones = 0, tempo = 1 }: EditStep): boolean {
  if (semitones !== 0) return semitones > 0;
  return tempo === 1 ? gainDb !== null && gainDb > 0 : tempo > 1;
}

/** A text that is equal for steps that make the same of a recording: all that they say but their ids and names. */
export function stepsKey(steps: readonly EditStep[]): string {
  return JSON.stringify(steps.map(({ id: _id, name: _name, ...change }) => change));
}
