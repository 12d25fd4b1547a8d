import type { EditStep } from './domain.ts';

/** True when the step changes nothing, wherever it lies. */
export function isIdle({ bypassed, gainDb, semitones = 0 }: EditStep): boolean {
  return bypassed || (gainDb === 0 && semitones === 0);
}
