import { mark, type Selection } from './selection.ts';

/** Weights whose interval, drawn by bootstrap, leaves 0 out. */
export const bootstrap: Selection = {
  name: 'bootstrap',
  label: 'Bootstrap interval without zero',
  defaults: {},
  select: ({ weights, low, high }) =>
    low && high ? mark(weights, (s) => low[s]! > 0 || high[s]! < 0) : new Uint8Array(weights.length),
};
