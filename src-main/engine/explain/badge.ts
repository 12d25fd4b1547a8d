import { advantage, type Faithfulness } from './faithfulness.ts';
import type { SurrogateNote } from './surrogate.ts';

export type Badge = 'solid' | 'fair' | 'weak';

export interface TrustFigures {
  /** Surrogate. */
  readonly note: SurrogateNote;
  readonly r2: number;
  readonly stability: number;
  /** True when all masks were used: then nothing depends on the seed. */
  readonly exhaustive: boolean;
  readonly faithfulness: Faithfulness;
}

interface Rule {
  readonly value: (figures: TrustFigures) => number;
  /** At least this for solid, and for fair. */
  readonly solid: number;
  readonly fair: number;
  readonly reason: (value: number) => string;
}

const percent = (share: number) => `${Math.round(share * 100)} %`;

/** What each badge asks for. The limits stand in docs/explanations.md; change both. */
const rules: readonly Rule[] = [
  {
    value: ({ stability, exhaustive }) => (exhaustive ? 1 : stability),
    solid: 0.9,
    fair: 0.7,
    reason: (value) =>
      `another seed would give other weights (stability ${value.toFixed(2)}): take more samples`,
  },
  {
    value: ({ r2 }) => r2,
    solid: 0.5,
    fair: 0.3,
    reason: (value) =>
      `weights alone explain ${percent(Math.max(0, value))} of what switching parts off changes`,
  },
  {
    value: ({ faithfulness: { direction } }) => (direction.of === 0 ? 0 : direction.right / direction.of),
    solid: 0.8,
    fair: 0.6,
    reason: (value) =>
      `taking one of the largest parts away moves the prediction as its weight says in ${percent(value)} of cases`,
  },
  {
    value: ({ faithfulness: { deletion, insertion } }) =>
      Math.min(advantage(deletion, 'random', 'deletion'), advantage(insertion, 'random', 'insertion')),
    solid: 0.1,
    fair: 0,
    reason: (value) =>
      value < 0
        ? 'taking parts away in the order of their weights is no better than at random'
        : 'taking parts away in the order of their weights is little better than at random',
  },
  {
    value: ({ faithfulness: { deletion, insertion } }) =>
      Math.min(advantage(deletion, 'loudest', 'deletion'), advantage(insertion, 'loudest', 'insertion')),
    solid: 0.05,
    fair: -0.1,
    reason: () => 'taking the loudest parts away first does about as much',
  },
];

/** Solid, fair or weak: the worst that any figure allows, with the reason. */
export function badgeOf(figures: TrustFigures): { readonly badge: Badge; readonly reason: string } {
  if (figures.note === 'constant')
    return { badge: 'weak', reason: 'The prediction never changed, whatever was switched off.' };
  if (figures.note === 'too_few_samples')
    return { badge: 'weak', reason: 'There were too few samples to test the weights.' };
  const failing = (limit: (rule: Rule) => number) => rules.find((rule) => rule.value(figures) < limit(rule));
  const weak = failing((rule) => rule.fair);
  if (weak) return { badge: 'weak', reason: sentence(weak.reason(weak.value(figures))) };
  const fair = failing((rule) => rule.solid);
  if (fair) return { badge: 'fair', reason: sentence(fair.reason(fair.value(figures))) };
  return { badge: 'solid', reason: 'Fit, stability, and the tests by taking parts away all hold.' };
}

const sentence = (text: string) => `${text[0]!.toUpperCase()}${text.slice(1)}.`;
