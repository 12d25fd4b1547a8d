/** The display's frequency axis: logarithmic from 30 Hz (share 0, bottom) to 20 kHz (share 1, top), as in the contract's tiles. */
const LOWEST_HERTZ = 30;
const HIGHEST_HERTZ = 20_000;
const OCTAVES = Math.log(HIGHEST_HERTZ / LOWEST_HERTZ);

/** Share of the axis from the bottom; outside 0…1 for frequencies off the axis. */
export const hertzToShare = (hertz: number): number =>
  Math.log(Math.max(hertz, 1e-6) / LOWEST_HERTZ) / OCTAVES;

export const shareToHertz = (share: number): number => LOWEST_HERTZ * Math.exp(share * OCTAVES);

/** Position below the top of a lane `height` px high. */
export const hertzToY = (hertz: number, height: number): number => (1 - hertzToShare(hertz)) * height;

export const yToHertz = (y: number, height: number): number => shareToHertz(1 - y / height);

/** Labelled frequencies; fewer on low lanes. */
export function frequencyTicks(height: number): readonly number[] {
  if (height < 140) return [100, 1000, 10_000];
  if (height < 260) return [50, 200, 1000, 5000, 20_000];
  return [50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000];
}

const NOTE_NAMES = ['C', 'C♯', 'D', 'E♭', 'E', 'F', 'F♯', 'G', 'A♭', 'A', 'B♭', 'B'];

/** The equal-tempered note nearest to a frequency, A4 = 440 Hz: `A4`. */
export function noteName(hertz: number): string {
  const pitch = Math.round(69 + 12 * Math.log2(hertz / 440));
  return `${NOTE_NAMES[((pitch % 12) + 12) % 12]}${Math.floor(pitch / 12) - 1}`;
}
