import { beforeAll, describe, expect, test } from 'vitest';
import type { Curves } from '../stores/session.ts';
import { unpackCurves } from '../stores/session.ts';
import { createFakeClient } from '../testing/fake-client.ts';
import { modelCard } from '../testing/fake-model.ts';
import { spreadOf, windowEffects } from './window-effects.ts';

let curves: Curves;

beforeAll(async () => {
  const audio = { trackId: 'b', steps: [] };
  curves = await unpackCurves(await createFakeClient().predictions.get({ audio }));
});

describe('the effects of every window', () => {
  test('add up with the intercept to the emotion, in every window and for every emotion', () => {
    for (const { name } of modelCard.emotions) {
      const { count, features, effects, intercept, values } = windowEffects(curves, modelCard, name)!;
      expect(count).toBe(curves.prediction.count);
      for (let i = 0; i < count; i++) {
        const row = effects.subarray(i * features.length, (i + 1) * features.length);
        expect(Math.abs(row.reduce((sum, effect) => sum + effect, intercept) - values[i]!)).toBeLessThan(
          1e-4,
        );
      }
    }
  });

  test('are not made up for another model or an emotion that it lacks', () => {
    expect(windowEffects(curves, modelCard, 'awe')).toBeNull();
    const other = {
      ...modelCard,
      midLevel: modelCard.midLevel.map((one) => ({ ...one, name: `x${one.name}` })),
    };
    expect(windowEffects(curves, other, 'valence')).toBeNull();
  });
});

test('the spread over windows is that of the effects and of their shares', () => {
  const names = ['slow', 'loud', 'joy'];
  const head = { weights: [[0.5, -0.25]], intercept: [0.1] };
  const features = ['slow', 'loud'].map((name) => ({ name, label: name, companion: false, definition: '' }));
  const model = {
    midLevel: features,
    emotions: [{ name: 'joy', label: 'Joy', range: [-1, 1] as [number, number] }],
    head,
  };
  // Effects (0.5, 0), (0, 0.5), (−0.5, −0.5): shares of `slow` 1, 0, ½.
  const rows = [1, 0, 0.6, 0, -2, 0.6, -1, 2, -0.9];
  const three = { ...curves, names, values: Float32Array.from(rows) };
  const spread = spreadOf(
    windowEffects({ ...three, prediction: { ...curves.prediction, count: 3 } }, model, 'joy')!,
  )!;
  expect(spread.effects.slow).toMatchObject({ median: 0, p25: -0.25, p75: 0.25 });
  expect(spread.effects.loud).toMatchObject({ median: 0, p25: -0.25, p75: 0.25 });
  expect(spread.shares.slow).toMatchObject({ p25: 0.25, median: 0.5, p75: 0.75 });
  expect(spread.value.median).toBeCloseTo(0.6, 6);
  expect(
    spreadOf(windowEffects({ ...three, prediction: { ...curves.prediction, count: 0 } }, model, 'joy')!),
  ).toBeNull();
});
