import { expect, test } from 'vitest';
import { levelOf, sentenceOf } from './sentence.ts';

const part = (label: string, value: number, effect: number) => ({ label, value, effect });

test('a value is put down to its largest effect, and the largest one against it is named', () => {
  const parts = [part('Dissonance', 0.8, -0.09), part('Melodiousness', 1.4, 0.22), part('Speed', 0.2, 0.02)];
  expect(sentenceOf('Valence', 0.31, 0.16, parts)).toBe(
    'Valence is +0.31, mostly because melodiousness is high (+0.22); dissonance takes away 0.09.',
  );
});

test('high and low follow the value of the feature, not the sign of its effect', () => {
  expect(sentenceOf('Sad', -0.4, 0, [part('Minorness', -1.2, -0.4)])).toBe(
    'Sad is −0.40, mostly because minorness is low (−0.40).',
  );
  expect(sentenceOf('Valence', 0.4, 0, [part('Dissonance', -1.2, 0.4)])).toBe(
    'Valence is +0.40, mostly because dissonance is low (+0.40).',
  );
});

test('against a negative value, a positive effect adds', () => {
  const parts = [part('Dynamics', 1, -0.5), part('Melodiousness', 0.9, 0.1)];
  expect(sentenceOf('Tender', -0.4, 0, parts)).toMatch(/; melodiousness adds 0\.10\.$/);
});

test('“mostly” is kept for one feature that carries at least half; else two are named', () => {
  const parts = [part('Speed', 1, 0.2), part('Dynamics', 1, 0.15), part('Articulation', 1, 0.15)];
  expect(sentenceOf('Arousal', 0.5, 0, parts)).toBe(
    'Arousal is +0.50, mainly because speed is high (+0.20) and dynamics is high (+0.15).',
  );
});

test('no feature is blamed for what the intercept does', () => {
  const parts = [part('Speed', 0.3, 0.05), part('Dynamics', -0.2, -0.02)];
  expect(sentenceOf('Arousal', 0.53, 0.5, parts)).toBe(
    "Arousal is +0.53, mainly because the model's intercept is +0.50, and speed is slightly high (+0.05); dynamics takes away 0.02.",
  );
  expect(sentenceOf('Arousal', 0.4, 0.5, [part('Dynamics', -1, -0.1)])).toBe(
    "Arousal is +0.40, mainly because the model's intercept is +0.50; dynamics takes away 0.10.",
  );
});

test('a value of nothing is a balance, and no effect at all is said to be none', () => {
  const parts = [part('Speed', 1, 0.2), part('Dynamics', -1, -0.2)];
  expect(sentenceOf('Valence', 0.001, 0, parts)).toBe(
    'Valence is 0.00: speed adds 0.20 and dynamics takes away 0.20, from an intercept of 0.00.',
  );
  expect(sentenceOf('Valence', 0.1, 0.1, [part('Speed', 0, 0)])).toBe(
    "Valence is +0.10: no feature moves it from the model's intercept (+0.10).",
  );
});

test('a level is qualified near the mean', () => {
  expect([0.01, 0.3, -0.3, 0.5, -2].map(levelOf)).toEqual([
    'near its mean',
    'slightly high',
    'slightly low',
    'high',
    'low',
  ]);
});
