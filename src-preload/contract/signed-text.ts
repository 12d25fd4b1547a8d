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

/** `112 %`, `87.5 %`: of the recording's tempo. */
export function tempoText(tempo: number): string {
  return `${Math.round(1000 * tempo) / 10} %`;
}

/** What a step does to its target: `−6.0 dB`, `+3 semitones`, `112 % tempo`. */
export function changeText({
  gainDb,
  semitones = 0,
  tempo = 1,
}: Pick<EditStep, 'gainDb' | 'semitones' | 'tempo'>): string {
  const parts = [
    semitones === 0 ? '' : semitoneText(semitones),
    tempo === 1 ? '' : `${tempoText(tempo)} tempo`,
    gainDb === 0 ? '' : decibelText(gainDb),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(', ') : decibelText(gainDb);
}

/** `−6.0 dB`; `−∞ dB` for null. */
export function decibelText(db: number | null): string {
  return db === null ? `${MINUS}∞ dB` : `${signedText(db, 1)} dB`;
}
