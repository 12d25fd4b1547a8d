import { defineTask } from '../jobs/compute.ts';
import { numberByAppearance, type Segmenter, type SegmentInput } from './segmenter.ts';

/** What the user drew: each region is a segment, the first drawn on top, and everything else is one more. */
export const regions: Segmenter = {
  name: 'regions',
  label: 'Regions you drew',
  defaults: {},
  segment: segmentRegions,
  task: defineTask<SegmentInput, Int32Array>(import.meta.url, 'segmentRegions'),
};

/** A cell belongs to the first region that holds its centre. Regions that hold no centre do not exist. */
export function segmentRegions({ frames, bands, axes, regions: drawn = [] }: SegmentInput): Int32Array {
  const labels = new Int32Array(frames * bands);
  for (let f = 0; f < frames; f++) {
    const second = axes.firstCentre + f * axes.frameSeconds;
    for (let b = 0; b < bands; b++) {
      const [low, high] = [axes.bandEdges[b]!, axes.bandEdges[b + 1]!];
      const hertz = low > 0 ? Math.sqrt(low * high) : high / 2;
      const found = drawn.findIndex(
        ({ timeRange: [t0, t1], frequencyRange: [f0, f1] }) =>
          second >= t0 && second < t1 && hertz >= f0 && hertz < f1,
      );
      labels[f * bands + b] = found + 1;
    }
  }
  numberByAppearance(labels);
  return labels;
}
