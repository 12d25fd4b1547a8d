import { describe, expect, test } from 'vitest';
import { jaccard, largest, pearson, spearman } from './agreement.ts';
import { badgeOf } from './badge.ts';
import { advantage, measureFaithfulness } from './faithfulness.ts';
import { local } from './local.ts';
import { components, explained, predict, targets } from './local-model.fixture.ts';
import { measureTrust } from './trust.ts';

describe('agreement', () => {
  test('rank correlation with ties is scipy’s', () => {
    // scipy.stats.spearmanr([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8]).statistic
    expect(spearman([3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8])).toBeCloseTo(0.198853681209925, 12);
    expect(spearman([1, 2, 3], [10, 100, 1000])).toBeCloseTo(1, 12);
    expect(spearman([1, 1, 1], [1, 2, 3])).toBe(0);
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
  });

  test('the largest weights, and what two sets share', () => {
    expect(largest([0.1, -3, 2, 2], 3)).toEqual([1, 2, 3]);
    expect(jaccard([1, 2, 3], [2, 3, 4])).toBe(0.5);
    expect(jaccard([], [])).toBe(1);
  });
});

describe('trust figures', () => {
  test('weights that the model follows beat a random order and the loudest first', async () => {
    const explanation = await explained(local, 513, 1);
    const trust = await measureTrust(explanation, {
      components,
      targets,
      target: 'dissonance',
      seed: 1,
      predict,
    });
    expect(trust.deletion.explained).toHaveLength(17);
    expect(trust.deletion.explained[0]).toBeCloseTo(trust.insertion.explained[16]!, 6);
    expect(trust.deletion.explained[16]).toBeCloseTo(trust.insertion.explained[0]!, 6);
    expect(advantage(trust.deletion, 'random', 'deletion')).toBeGreaterThan(0.1);
    expect(advantage(trust.insertion, 'random', 'insertion')).toBeGreaterThan(0.1);
    expect(advantage(trust.insertion, 'loudest', 'insertion')).toBeGreaterThan(0.1);
    expect(trust.direction.of).toBe(10);
    expect(trust.direction.right).toBeGreaterThanOrEqual(8);
    expect(trust.halves!.spearman.low).toBeLessThanOrEqual(trust.halves!.spearman.value);
    expect(trust.badge).not.toBe('weak');
  });

  test('weights of the wrong sign are found out', async () => {
    const explanation = await explained(local, 513, 1);
    const surrogate = explanation.surrogates.get('dissonance')!;
    const faithfulness = await measureFaithfulness({
      components,
      targets,
      target: 'dissonance',
      seed: 1,
      predict,
      weights: surrogate.weights.map((weight) => -weight),
    });
    expect(advantage(faithfulness.deletion, 'random', 'deletion')).toBeLessThan(0);
    expect(badgeOf({ ...surrogate, exhaustive: false, faithfulness })).toMatchObject({ badge: 'weak' });
  });
});

describe('the badge', () => {
  const curve = (good: boolean) => ({
    explained: good ? [1, 0, 0] : [1, 1, 0],
    random: [1, 0.5, 0],
    loudest: [1, 0.5, 0],
  });
  const faithfulness = {
    deletion: curve(true),
    insertion: { explained: [0, 1, 1], random: [0, 0.5, 1], loudest: [0, 0.5, 1] },
    direction: { right: 10, of: 10 },
  };
  const figures = { note: null, r2: 0.8, stability: 0.95, exhaustive: false, faithfulness };

  test.each([
    [{}, 'solid', /all hold/],
    [{ stability: 0.8 }, 'fair', /stability 0.80/],
    [{ stability: 0.3 }, 'weak', /take more samples/],
    [{ stability: 0.3, exhaustive: true }, 'solid', /all hold/],
    [{ r2: 0.4 }, 'fair', /explain 40 %/],
    [{ r2: -0.1 }, 'weak', /explain 0 %/],
    [{ faithfulness: { ...faithfulness, direction: { right: 5, of: 10 } } }, 'weak', /50 % of cases/],
    [{ faithfulness: { ...faithfulness, deletion: curve(false) } }, 'weak', /no better than at random/],
    [{ note: 'constant' as const }, 'weak', /never changed/],
    [{ note: 'too_few_samples' as const }, 'weak', /too few samples/],
  ])('%o is %s', (change, badge, reason) => {
    const found = badgeOf({ ...figures, ...change });
    expect(found.badge).toBe(badge);
    expect(found.reason).toMatch(reason);
  });
});
