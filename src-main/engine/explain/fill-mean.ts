import type { Fill } from './fill.ts';

/** A segment that is off is flattened to its own mean: its shape goes, its level stays. */
export const fillMean: Fill = {
  name: 'mean',
  label: 'Mean of the segment',
  values: ({ values, labels, segments }) => {
    const sums = new Float64Array(segments);
    const cells = new Uint32Array(segments);
    for (let cell = 0; cell < values.length; cell++) {
      sums[labels[cell]!]! += values[cell]!;
      cells[labels[cell]!]!++;
    }
    return Float32Array.from(sums, (sum, segment) => sum / cells[segment]!);
  },
};
