import type { BandMagnitudes } from './band-magnitudes.ts';
import type { FrontEnd } from './manifest.ts';

/**
 * What a recording is measured against. Taken once from the original and kept for every edit of it, so that a
 * predicted shift is never an artefact of renormalising. Plain data, fit for JSON.
 */
export type LevelReference =
  | { readonly kind: 'none' }
  /** Largest absolute sample of the mono signal at the front end's rate; 1 for silence. */
  | { readonly kind: 'peak'; readonly peak: number }
  /** Gated mean power of the bands in dB. */
  | { readonly kind: 'gated_power'; readonly decibels: number };

/** The level reference of an original recording, from the band magnitudes of all of it (docs/front-end.md, Level). */
export function levelReference(bands: BandMagnitudes, { level }: FrontEnd): LevelReference {
  switch (level.kind) {
    case 'none':
      return { kind: 'none' };
    case 'peak':
      return { kind: 'peak', peak: bands.peak > 0 ? bands.peak : 1 };
    case 'gated_power':
      return {
        kind: 'gated_power',
        decibels: gatedPower(bands, level.absoluteGateDb, level.relativeGateDb),
      };
  }
}

/** Mean power in dB of the frames that pass both gates, after the gating of ITU-R BS.1770; the absolute gate when none does. */
function gatedPower(bands: BandMagnitudes, absoluteGateDb: number, relativeGateDb: number): number {
  const audible = framePowers(bands).filter((power) => 10 * Math.log10(power) >= absoluteGateDb);
  if (audible.length === 0) return absoluteGateDb;
  const gate = mean(audible) * 10 ** (relativeGateDb / 10);
  const loud = audible.filter((power) => power >= gate);
  return loud.length === 0 ? absoluteGateDb : 10 * Math.log10(mean(loud));
}

function framePowers({ values, frames, bands }: BandMagnitudes): Float64Array {
  const powers = new Float64Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    let power = 0;
    for (let i = frame * bands; i < (frame + 1) * bands; i++) power += values[i]! ** 2;
    powers[frame] = power;
  }
  return powers;
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
