import type { GainDb } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/** Most that one step may raise, in dB. */
const MAX_GAIN_DB = 12;
/** Most that steps lying over each other may raise together, in dB: it keeps every sample a finite number. */
const MAX_SUM_DB = 120;
const MAX_SUM = 10 ** (MAX_SUM_DB / 20);

/** Amplitude factor of a gain; null (−∞ dB) is 0. */
export function linearGain(gain: GainDb): number {
  if (gain === null) return 0;
  if (!(gain <= MAX_GAIN_DB))
    throw new MezzoError(
      'bad_request',
      `An edit step asks for ${gain} dB. Choose a gain of at most ${MAX_GAIN_DB} dB.`,
    );
  return 10 ** (gain / 20);
}

/** Product of two amplitude factors, which adds their decibels. */
export function combineGains(a: number, b: number): number {
  return Math.min(MAX_SUM, a * b);
}
