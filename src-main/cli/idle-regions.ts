import type { EditStep, EditTarget } from '../../src-preload/contract/domain.ts';
import type { PcmSource } from '../engine/audio/signal.ts';

/** A sentence for each region or outline that lies wholly beyond a recording's end or above its highest frequency. */
export function idleRegions(steps: readonly EditStep[], { frames, sampleRate }: PcmSource): string[] {
  const duration = frames / sampleRate;
  return steps.flatMap(({ name, target }) => {
    const begins = beginningOf(target);
    if (!begins) return [];
    if (begins.time >= duration)
      return [
        `${name} begins after the end of the recording (${duration.toFixed(2)} s) and changes nothing.`,
      ];
    if (begins.hertz >= sampleRate / 2)
      return [
        `${name} lies above the highest frequency of the recording (${sampleRate / 2} Hz) and changes nothing.`,
      ];
    return [];
  });
}

/** Where a target begins in time (s) and frequency (Hz); null for segments, which lie where they were explained. */
function beginningOf(target: EditTarget): { time: number; hertz: number } | null {
  if (target.kind === 'segments') return null;
  if (target.kind === 'region') return { time: target.timeRange[0], hertz: target.frequencyRange[0] };
  if (target.kind === 'source') return { time: target.timeRange[0], hertz: 0 };
  return {
    time: Math.min(...target.points.map(([time]) => time)),
    hertz: Math.min(...target.points.map(([, hertz]) => hertz)),
  };
}
