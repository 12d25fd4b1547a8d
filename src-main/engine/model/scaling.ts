import type { BandMagnitudes } from './band-magnitudes.ts';
import type { LevelReference } from './level.ts';
import type { FrontEnd } from './manifest.ts';
import type { Spectrogram } from './spectrogram.ts';

const SMALLEST = 1e-10;

/**
 * Band magnitudes in the scale the model was trained on (docs/front-end.md, step 7). `reference` is the original
 * recording's. Silence is exactly 0 in both scales.
 */
export function scaleBands(
  bands: BandMagnitudes,
  { scaling }: FrontEnd,
  reference: LevelReference,
): Spectrogram {
  const { values, frames, firstFrame } = bands;
  const scaled = new Float32Array(values.length);
  const gain = reference.kind === 'peak' ? 1 / reference.peak : 1;
  if (scaling.kind === 'log1p') {
    for (let i = 0; i < scaled.length; i++) {
      scaled[i] = Math.log10(scaling.multiplier * gain * values[i]! + 1);
    }
  } else {
    const decibels = reference.kind === 'gated_power' ? reference.decibels : 0;
    for (let i = 0; i < scaled.length; i++) {
      const level = 20 * Math.log10(Math.max(gain * values[i]!, SMALLEST));
      scaled[i] = Math.max(0, (level - decibels + scaling.range) / 20);
    }
  }
  return { frames, bands: bands.bands, firstFrame, values: scaled };
}
