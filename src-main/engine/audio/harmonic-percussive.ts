import { movingMedian } from './moving-median.ts';

/** Widths are odd numbers of cells; `margin` is at least 1. */
export interface HarmonicPercussiveSettings {
  readonly frames: number;
  readonly bins: number;
  /** Width of the median along frames, which keeps what lasts. */
  readonly harmonicWidth: number;
  /** Width of the median along bins, which keeps what is broad. */
  readonly percussiveWidth: number;
  /** How many times stronger one has to be than the other; with 1 the residual is left with nothing but ties. */
  readonly margin: number;
}

/** Gains 0 or 1 of each cell [frames × bins]; harmonic + percussive + residual is 1 in every cell. */
export interface HarmonicPercussiveMasks {
  readonly harmonic: Float32Array;
  readonly percussive: Float32Array;
  readonly residual: Float32Array;
}

/**
 * Harmonic, percussive and residual cells of a magnitude spectrogram [frames × bins] by median filtering (Fitzgerald 2010),
 * with the separation factor of Driedger, Müller and Disch 2014: harmonic where the median over time is more than `margin`
 * times the median over frequency, percussive the other way round, residual where neither holds. Silence is residual.
 */
export function harmonicPercussiveMasks(
  magnitudes: Float32Array,
  settings: HarmonicPercussiveSettings,
): HarmonicPercussiveMasks {
  const { frames, bins, harmonicWidth, percussiveWidth, margin } = settings;
  if (!(margin >= 1)) throw new RangeError(`The margin is at least 1, not ${margin}.`);
  const lasting = movingMedian(magnitudes, frames, bins, 'rows', harmonicWidth);
  const broad = movingMedian(magnitudes, frames, bins, 'columns', percussiveWidth);
  const [harmonic, percussive, residual] = [0, 1, 2].map(() => new Float32Array(magnitudes.length)) as [
    Float32Array,
    Float32Array,
    Float32Array,
  ];
  for (let cell = 0; cell < magnitudes.length; cell++) {
    const [along, across] = [lasting[cell]!, broad[cell]!];
    if (along > margin * across) harmonic[cell] = 1;
    else if (across > margin * along) percussive[cell] = 1;
    else residual[cell] = 1;
  }
  return { harmonic, percussive, residual };
}
