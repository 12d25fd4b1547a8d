import { mark, type Selection } from './selection.ts';

/** The `count` largest weights of either sign, significant or not; the earlier segment of two equal ones. */
export const top: Selection = {
  name: 'top',
  label: 'Largest weights',
  defaults: { count: 10 },
  select: ({ weights }, { count = 0 }) => {
    const order = Array.from(weights.keys()).sort(
      (a, b) => Math.abs(weights[b]!) - Math.abs(weights[a]!) || a - b,
    );
    const largest = new Set(order.slice(0, Math.floor(count)));
    return mark(weights, (s) => largest.has(s));
  },
};
