import type { Intervals, Judgement, ModelCard } from '../../src-preload/contract/domain.ts';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { formatNumber, formatSigned } from '../ui/format.ts';

/** `8 of 10 times`, `95 of 100 times`. */
export function timesOf({ coverage }: Intervals): string {
  const tenths = coverage * 10;
  return Math.abs(tenths - Math.round(tenths)) < 1e-6
    ? `${Math.round(tenths)} of 10 times`
    : `${Math.round(coverage * 100)} of 100 times`;
}

/**
 * The interval of one emotion in words, or why there is none; null where the model gives no intervals at all. Widths are measured on
 * windows, so the mean over a recording has none.
 */
export function intervalSentence(
  { intervals }: Pick<ModelCard, 'intervals'>,
  { name, label }: ModelCard['emotions'][number],
  judgement: Judgement | null,
  scope: 'moment' | 'recording',
): string | null {
  const value = judgement?.emotions[name];
  if (!intervals || !judgement || value === undefined) return null;
  const halfWidth = intervals.emotions[name];
  if (halfWidth === undefined)
    return `${label} has no interval: there are no ratings to measure how far it may be off.`;
  if (scope === 'recording') return 'Intervals are measured on single windows: choose a moment to see one.';
  const said = `${label} ${formatSigned(value)} ± ${formatNumber(halfWidth)}, ${timesOf(intervals)}`;
  const word = judgement.familiarity === null ? 'familiar' : familiarityWord(judgement.familiarity);
  if (word === 'familiar') return `${said}.`;
  return `${said} on familiar music; here it may be further off.`;
}

/** As it is put in a sentence. */
export const wordsOf = {
  familiar: 'familiar to the model',
  unusual: 'unusual to the model',
  outside: 'outside what the model knows',
} as const;
