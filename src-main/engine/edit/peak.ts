import type { PcmSource } from '../audio/signal.ts';

const READ_SAMPLES = 262_144;

/** Largest absolute sample of [start, end) over all channels; 1 is full scale. Samples that are not finite do not count. */
export async function peakOf(source: PcmSource, start = 0, end = source.frames): Promise<number> {
  let peak = 0;
  for (let at = start; at < end; at += READ_SAMPLES) {
    for (const channel of await source.read(at, Math.min(READ_SAMPLES, end - at))) {
      for (const sample of channel) {
        const size = Math.abs(sample);
        if (size > peak && size < Number.POSITIVE_INFINITY) peak = size;
      }
    }
  }
  return peak;
}

/** A sentence for the user when a peak exceeds full scale, or null. Edits are not limited: 32-bit float keeps such peaks. */
export function clippingWarning(peak: number): string | null {
  if (peak <= 1) return null;
  const excess = (20 * Math.log10(peak)).toFixed(1);
  return `The edited sound peaks ${excess} dB above full scale and will clip in players and in 16- and 24-bit files. Lower a gain, or export 32-bit float.`;
}
