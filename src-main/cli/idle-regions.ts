import type { EditStep } from '../../src-preload/contract/domain.ts';
import { targetBounds } from '../../src-preload/contract/target-bounds.ts';
import type { PcmSource } from '../engine/audio/signal.ts';

/** A sentence for each region or outline that lies wholly beyond a recording's end or above its highest frequency. */
export function idleRegions(steps: readonly EditStep[], { frames, sampleRate }: PcmSource): string[] {
  const duration = frames / sampleRate;
  return steps.flatMap(({ name, target }) => {
    // Segments lie where they were explained.
    if (target.kind === 'segments') return [];
    const { timeRange, frequencyRange } = targetBounds(target);
    if (timeRange[0] >= duration)
      return [
        `${name} begins after the end of the recording (${duration.toFixed(2)} s) and changes nothing.`,
      ];
    if (frequencyRange && frequencyRange[0] >= sampleRate / 2)
      return [
        `${name} lies above the highest frequency of the recording (${sampleRate / 2} Hz) and changes nothing.`,
      ];
    return [];
  });
}
