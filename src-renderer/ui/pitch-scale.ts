import { MAX_SEMITONES } from '../../src-preload/contract/domain.ts';

/** The pitch slider's positions: a quarter of a semitone each, from an octave down to an octave up. */
const STEP = 0.25;
export const LAST_PITCH_POSITION = (2 * MAX_SEMITONES) / STEP;

export function positionOfPitch(semitones: number): number {
  return Math.round((semitones + MAX_SEMITONES) / STEP);
}

export function pitchAtPosition(position: number): number {
  return position * STEP - MAX_SEMITONES;
}

/** Typed semitones, to a cent: `-3`, `−3 st`, `+0,35`, `2 semitones`. Undefined when it is none or lies beyond an octave. */
export function parsePitch(text: string): number | undefined {
  const plain = text
    .replaceAll('−', '-')
    .replace(/\s|semitones?|st/gi, '')
    .replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Math.round(Number(plain) * 100) / 100;
  return Math.abs(value) <= MAX_SEMITONES ? value + 0 : undefined;
}
