import { choose } from './choice.ts';
import type { Fill } from './fill.ts';
import { fillMean } from './fill-mean.ts';
import { fillMinimum } from './fill-minimum.ts';
import { fillSilence } from './fill-silence.ts';

/** Every fill Mezzo offers; the first is the default. */
export const fills: readonly Fill[] = [fillSilence, fillMinimum, fillMean];

/** The fill of that name; else `bad_request`. */
export function findFill(name: string): Fill {
  const choosable = fills.map((fill) => ({ name: fill.name, defaults: {}, fill }));
  return choose('fill', choosable, name).entry.fill;
}
