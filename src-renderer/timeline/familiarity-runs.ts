import { type FamiliarityWord, familiarityWord } from '../../src-preload/contract/familiarity.ts';
import type { Curves } from '../stores/session.ts';

/** A stretch in which every window is heard as unusual, or as outside what the model knows. Seconds. */
export interface FamiliarityRun {
  readonly word: Exclude<FamiliarityWord, 'familiar'>;
  readonly from: number;
  readonly to: number;
}

/** The stretches to warn of, in order. A window stands for half a hop to either side of its centre, at the ends for all up to the edge. */
export function familiarityRuns({ prediction, familiarity }: Curves): FamiliarityRun[] {
  if (!familiarity) return [];
  const { hopSeconds, windowSeconds, duration, count } = prediction;
  const half = Math.min(windowSeconds, duration) / 2;
  const runs: { word: FamiliarityWord; from: number; to: number }[] = [];
  for (let w = 0; w < count; w++) {
    const word = familiarityWord(familiarity[w]!);
    const from = w === 0 ? 0 : half + (w - 0.5) * hopSeconds;
    const to = w === count - 1 ? duration : half + (w + 0.5) * hopSeconds;
    const last = runs.at(-1);
    if (last?.word === word) last.to = to;
    else runs.push({ word, from, to });
  }
  return runs.filter((run): run is FamiliarityRun => run.word !== 'familiar');
}
