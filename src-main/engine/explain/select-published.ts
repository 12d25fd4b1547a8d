import { mark, type Selection } from './selection.ts';

/**
 * Haunschmid, Chowdhury and Widmer 2019: p / |weight| below 1e-8. Their code paired each weight with the p-value of the
 * segment before it and left the sample weights out of the p-values; here each weight has its own p-value.
 */
export const published: Selection = {
  name: 'published',
  label: 'As published: p-value over weight',
  defaults: { ratio: 1e-8 },
  select: ({ weights, pValues }, { ratio = 0 }) =>
    mark(weights, (s) => pValues[s]! / Math.abs(weights[s]!) < ratio),
};
