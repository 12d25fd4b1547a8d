import type { EditStep } from '../../src-preload/contract/domain.ts';
import type { PcmSource } from '../engine/audio/signal.ts';

/** A sentence for each region that lies wholly beyond a recording's end or above its highest frequency. */
export function idleRegions(steps: readonly EditStep[], { frames, sampleRate }: PcmSource): string[] {
  const duration = frames / sampleRate;
  return steps.flatMap(({ name, target }) => {
    if (target.kind !== 'region') return [];
    if (target.timeRange[0] >= duration)
      return [
        `${name} begins after the end of the recording (${duration.toFixed(2)} s) and changes nothing.`,
      ];
    if (target.frequencyRange[0] >= sampleRate / 2)
      return [
        `${name} lies above the highest frequency of the recording (${sampleRate / 2} Hz) and changes nothing.`,
      ];
    return [];
  });
}
