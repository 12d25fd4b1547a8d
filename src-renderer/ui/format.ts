import type { GainDb } from '../../src-preload/contract/domain.ts';
import { plainText, semitoneText, signedText, tempoText } from '../../src-preload/contract/signed-text.ts';

/** Numbers as the user reads them: a true minus sign, fixed decimals, a thin space before the unit. */

const MINUS = '−';
const THIN = '\u2009';

/** `1:23.456`, or `1:02:03.456` from an hour on. `decimals` 0…3. Cuts rather than rounds, so that a clock never runs ahead. */
export function formatTime(seconds: number, decimals = 2): string {
  const scale = 10 ** decimals;
  const units = Math.floor(Math.max(0, seconds) * scale + 1e-6);
  const whole = Math.floor(units / scale);
  const h = Math.floor(whole / 3600);
  const m = Math.floor(whole / 60) % 60;
  const s = String(whole % 60).padStart(2, '0');
  const fraction = decimals > 0 ? `.${String(units % scale).padStart(decimals, '0')}` : '';
  return h > 0 ? `${h}:${String(m).padStart(2, '0')}:${s}${fraction}` : `${m}:${s}${fraction}`;
}

/** `10.0 s`. */
export function formatSeconds(seconds: number, decimals = 1): string {
  return `${formatNumber(seconds, decimals)}${THIN}s`;
}

/** `440 Hz`, `2.50 kHz`. */
export function formatHertz(hertz: number): string {
  if (hertz >= 10_000) return `${(hertz / 1000).toFixed(1)}${THIN}kHz`;
  if (hertz >= 1000) return `${(hertz / 1000).toFixed(2)}${THIN}kHz`;
  return `${hertz.toFixed(hertz < 100 ? 1 : 0)}${THIN}Hz`;
}

/** `−3.0 dB`, `+1.5 dB`, `−∞ dB` for null. */
export function formatDecibels(db: GainDb, decimals = 1): string {
  return `${db === null || db === Number.NEGATIVE_INFINITY ? `${MINUS}∞` : formatSigned(db, decimals)}${THIN}dB`;
}

/** `+3 semitones`, `−0.35 semitones`. */
export const formatSemitones = semitoneText;

/** `112 %`, `87.5 %`. */
export const formatTempo = tempoText;

/** `+0.31`, `−0.09`, `0.00`. */
export const formatSigned = signedText;

/** `0.31`, `−0.09`. */
export const formatNumber = plainText;

/** `44.1 kHz`. */
export function formatRate(hertz: number): string {
  return `${Number((hertz / 1000).toFixed(3))}${THIN}kHz`;
}

/** `3.2 MB`, decimal units. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${THIN}B`;
  const units = ['kB', 'MB', 'GB'];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value.toFixed(1)}${THIN}${units[unit]}`;
}

/** `<.001`, `0.034`: the first is no wider than the second. */
export function formatP(p: number): string {
  return p < 0.001 ? '<.001' : p.toFixed(3);
}

/** A name of the contract as a label: `tonal_stability` → `Tonal stability`. */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
