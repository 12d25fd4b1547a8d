import type { EditStep } from './domain.ts';

/** Numbers as every reader meets them, on the screen and in files: a true minus sign and fixed decimals. */

const MINUS = '−';

/** `+0.31`, `−0.09`, `0.00`. */
export function signedText(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  if (Number(text) === 0) return text;
  return `${value < 0 ? MINUS : '+'}${text}`;
}

/** `0.31`, `−0.09`. */
export function plainText(value: number, decimals = 2): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
}

/** `+3 semitones`, `−1 semitone`, `+0.35 semitones`. */
export function semitoneText(semitones: number): string {
  const decimals = Number.isInteger(semitones)
    ? 0
    : Number.isInteger(Math.round(1000 * semitones) / 100)
      ? 1
      : 2;
  return `${signedText(semitones, decimals)} ${Math.abs(semitones) === 1 ? 'semitone' : 'semitones'}`;
}

/** What a step does to its target: `−6.0 dB`, `+3 semitones`. */
export function changeText({ gainDb, semitones = 0 }: Pick<EditStep, 'gainDb' | 'semitones'>): string {
  if (semitones === 0) return decibelText(gainDb);
  return gainDb === 0 ? semitoneText(semitones) : `${semitoneText(semitones)}, ${decibelText(gainDb)}`;
}

/** `−6.0 dB`; `−∞ dB` for null. */
export function decibelText(db: number | null): string {
  return db === null ? `${MINUS}∞ dB` : `${signedText(db, 1)} dB`;
}
