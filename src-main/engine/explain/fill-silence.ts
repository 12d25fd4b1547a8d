import type { Fill } from './fill.ts';

/** A segment that is off is silent, as if its part of the sound were not there. */
export const fillSilence: Fill = {
  name: 'silence',
  label: 'Silence',
  values: ({ segments, silence }) => new Float32Array(segments).fill(silence),
};
