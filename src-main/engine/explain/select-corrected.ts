import { mark, type Selection } from './selection.ts';

/**
 * Benjamini and Hochberg, JRSS B 1995: of the selected segments at most the share `rate` is expected to have no
 * influence. A weight of 0 is never selected.
 */
export const corrected: Selection = {
  name: 'corrected',
  label: 'Significant, false discovery rate held',
  defaults: { rate: 0.05 },
  select: ({ weights, pValues }, { rate = 0 }) => {
    const sorted = Float64Array.from(pValues).sort();
    let threshold = -1;
    sorted.forEach((p, i) => {
      if (p <= ((i + 1) / sorted.length) * rate) threshold = p;
    });
    return mark(weights, (s) => pValues[s]! <= threshold);
  },
};
