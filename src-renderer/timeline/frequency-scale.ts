import { formatSigned } from '../ui/format.ts';

/** The display's frequency axis: from 30 Hz (share 0, bottom) to 20 kHz (share 1, top), the ends of the contract's tiles. */
const LOWEST_HERTZ = 30;
const HIGHEST_HERTZ = 20_000;

/** How frequencies are spread over the axis. */
export interface FrequencyScale {
  /** Share of the axis from the bottom; outside 0…1 for frequencies off the axis. */
  toShare(hertz: number): number;
  toHertz(share: number): number;
}

/** A scale that is even in `warp(hertz)`. */
function evenIn(warp: (hertz: number) => number, unwarp: (value: number) => number): FrequencyScale {
  const bottom = warp(LOWEST_HERTZ);
  const span = warp(HIGHEST_HERTZ) - bottom;
  return {
    toShare: (hertz) => (warp(hertz) - bottom) / span,
    toHertz: (share) => unwarp(bottom + share * span),
  };
}

/** Octaves are equally high, as in the contract's tiles. */
export const logarithmic = evenIn((hertz) => Math.log(Math.max(hertz, 1e-6)), Math.exp);

export const frequencyScales = {
  logarithmic,
  /** Even in mel, 2595 · log10(1 + f / 700) (O'Shaughnessy 1987): about linear below 700 Hz, logarithmic above. */
  mel: evenIn(
    (hertz) => Math.log1p(hertz / 700),
    (value) => 700 * Math.expm1(value),
  ),
  /** Equal distances are equal differences in hertz; harmonics lie evenly. */
  linear: evenIn(
    (hertz) => hertz,
    (value) => value,
  ),
} as const satisfies Record<string, FrequencyScale>;

export type FrequencyScaleName = keyof typeof frequencyScales;

/** Position below the top of a lane `height` px high. */
export const hertzToY = (hertz: number, height: number, scale: FrequencyScale): number =>
  (1 - scale.toShare(hertz)) * height;

export const yToHertz = (y: number, height: number, scale: FrequencyScale): number =>
  scale.toHertz(1 - y / height);

/** Rounded frequencies, the most telling first. */
const CANDIDATES = [
  1000, 10_000, 100, 5000, 20_000, 2000, 200, 500, 50, 15_000, 8000, 4000, 3000, 12_000, 18_000, 6000,
];

/** Labelled frequencies that stand at least `spacing` px apart on a lane `height` px high, from low to high. */
export function frequencyTicks(height: number, scale: FrequencyScale, spacing = 24): readonly number[] {
  const chosen: number[] = [];
  for (const hertz of CANDIDATES) {
    const y = hertzToY(hertz, height, scale);
    if (chosen.every((other) => Math.abs(hertzToY(other, height, scale) - y) >= spacing)) chosen.push(hertz);
  }
  return chosen.sort((a, b) => a - b);
}

const NOTE_NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];

/** The equal-tempered note nearest to a frequency, A4 = 440 Hz, and how far off it is: `A4`, `A4 +12 ct`. */
export function noteName(hertz: number): string {
  const pitch = Math.round(midiPitch(hertz));
  const cents = Math.round(100 * (midiPitch(hertz) - pitch));
  const off = cents === 0 ? '' : ` ${formatSigned(cents, 0)}\u2009ct`;
  return `${NOTE_NAMES[((pitch % 12) + 12) % 12]}${Math.floor(pitch / 12) - 1}${off}`;
}

/** A4 is 69, a semitone 1. */
const midiPitch = (hertz: number) => 69 + 12 * Math.log2(hertz / 440);
