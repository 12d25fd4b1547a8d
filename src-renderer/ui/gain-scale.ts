import type { GainDb } from '../../src-preload/contract/domain.ts';

/** The gain slider's positions: 0 is −∞, then from just above −60 dB to +12 dB in half decibels. */
const LOWEST_DB = -60;
const HIGHEST_DB = 12;
const STEP_DB = 0.5;
export const LAST_POSITION = (HIGHEST_DB - LOWEST_DB) / STEP_DB;

/** Quietest gain that can be typed; what is below is −∞. */
const QUIETEST_DB = -120;

export function positionOfGain(gainDb: GainDb): number {
  if (gainDb === null) return 0;
  return Math.min(LAST_POSITION, Math.max(0, Math.round((gainDb - LOWEST_DB) / STEP_DB)));
}

export function gainAtPosition(position: number): GainDb {
  return position <= 0 ? null : LOWEST_DB + Math.min(LAST_POSITION, Math.round(position)) * STEP_DB;
}

/**
 * A typed gain: `-6`, `−6 dB`, `+1,5`, `-inf`, `−∞`. Undefined when it is none or lies outside −120…+12 dB.
 */
export function parseGain(text: string): GainDb | undefined {
  const plain = text.replaceAll('−', '-').replace(/\s|dB/gi, '').replace(',', '.');
  if (/^-(∞|inf|infinity)$/i.test(plain)) return null;
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  const value = Number(plain);
  return value >= QUIETEST_DB && value <= HIGHEST_DB ? value + 0 : undefined;
}
