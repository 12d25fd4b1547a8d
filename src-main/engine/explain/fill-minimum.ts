import type { Fill } from './fill.ts';

/** A segment that is off is as quiet as the quietest cell of the window. */
export const fillMinimum: Fill = {
  name: 'minimum',
  label: 'Quietest cell of the window',
  values: ({ values, segments }) => {
    let minimum = Number.POSITIVE_INFINITY;
    for (const value of values) minimum = Math.min(minimum, value);
    return new Float32Array(segments).fill(minimum);
  },
};
