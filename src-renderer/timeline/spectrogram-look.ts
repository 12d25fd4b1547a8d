import type { ColourMapName } from './colour-map.ts';
import type { FrequencyScaleName } from './frequency-scale.ts';

/** How the spectrogram is painted. It changes the picture only: levels are read and edited as they are. */
export interface SpectrogramLook {
  /** Added to the level before it is painted, in dB: −40 … +40. */
  readonly gainDb: number;
  /** The span of levels from the darkest to the lightest colour, in dB: 20 … 100. */
  readonly rangeDb: number;
  readonly scale: FrequencyScaleName;
  readonly colours: ColourMapName;
}

export const GAIN_LIMITS = [-40, 40] as const;
export const RANGE_LIMITS = [20, 100] as const;

export const plainLook: SpectrogramLook = { gainDb: 0, rangeDb: 100, scale: 'logarithmic', colours: 'magma' };

/** Levels (dB) that get the darkest and the lightest colour; what lies beyond gets the same. */
export function paintedLevels({ gainDb, rangeDb }: Pick<SpectrogramLook, 'gainDb' | 'rangeDb'>): {
  darkest: number;
  lightest: number;
} {
  return { darkest: -gainDb - rangeDb, lightest: -gainDb };
}

/** A tile's byte (as 0 … 1, −100 … 0 dB) becomes the place in the colour map as byte · slope + offset, cut to 0 … 1. */
export function levelToColour(
  look: Pick<SpectrogramLook, 'gainDb' | 'rangeDb'>,
): [slope: number, offset: number] {
  const { darkest } = paintedLevels(look);
  return [100 / look.rangeDb, (-100 - darkest) / look.rangeDb];
}
