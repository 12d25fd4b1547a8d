import { MAX_SEMITONES } from '../../src-preload/contract/domain.ts';
import { formatSemitones } from './format.ts';
import type { NumberScale } from './scale-field.tsx';

/** A position of the slider: a quarter of a semitone. */
const STEP = 0.25;

/** A change of pitch, from an octave down to an octave up. */
export const pitchScale: NumberScale = {
  unit: 'semitones',
  hint: '−12 to +12 semitones, to a hundredth',
  neutral: 0,
  lastPosition: (2 * MAX_SEMITONES) / STEP,
  positionOf: (semitones) => Math.round((semitones + MAX_SEMITONES) / STEP),
  valueAt: (position) => position * STEP - MAX_SEMITONES,
  format: formatSemitones,
  parse: parsePitch,
};

/** Typed semitones, to a cent: `-3`, `−3 st`, `+0,35`, `2 semitones`. Undefined when it is none or lies beyond an octave. */
function parsePitch(text: string): number | undefined {
  const plain = text
    .replaceAll('−', '-')
    .replace(/\s|semitones?|st/gi, '')
    .replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Math.round(Number(plain) * 100) / 100;
  return Math.abs(value) <= MAX_SEMITONES ? value + 0 : undefined;
}
