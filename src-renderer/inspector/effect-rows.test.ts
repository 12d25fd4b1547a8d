import { expect, test } from 'vitest';
import { judge, modelCard } from '../testing/fake-model.ts';
import { effectRows, effectSum } from './effect-rows.ts';

const before = judge([1.2, -0.4, 0.3, 0.8, -1.1, 0.2, 0.6]);
const after = judge([0.1, -0.4, 0.3, 0.8, 2.5, 0.2, 0.6]);

test('effects and intercept add up to the value', () => {
  const sum = effectSum(before, 'valence');
  expect(sum).not.toBeNull();
  expect(sum!.effects + sum!.intercept).toBeCloseTo(sum!.value, 12);
  expect(sum!.value).toBe(before.emotions.valence);
});

test('every effect is the weight in the head times the value of the feature', () => {
  for (const { weight, before: figures } of effectRows(modelCard, 'tension', before, null, 'model')) {
    expect(figures!.effect).toBeCloseTo(weight * figures!.value, 12);
  }
});

test('rows stand as the model has them or by the size of what is heard now', () => {
  const names = (by: 'model' | 'size', edited: typeof after | null) =>
    effectRows(modelCard, 'valence', before, edited, by).map(({ name }) => name);
  expect(names('model', null)).toEqual(modelCard.midLevel.map(({ name }) => name));
  expect(names('size', null)[0]).toBe('melodiousness');
  expect(names('size', after)[0]).toBe('dissonance');
});

test('a judgement of another model gives empty rows, not wrong ones', () => {
  const rows = effectRows(modelCard, 'joy', before, null, 'model');
  expect(rows.every((row) => row.before === null && row.weight === 0)).toBe(true);
  expect(effectSum(before, 'joy')).toBeNull();
});
