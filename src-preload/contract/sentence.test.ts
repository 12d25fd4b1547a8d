import { expect, test } from 'vitest';
import { levelOf, modelSentence, recordingSentence, sentenceOf } from './sentence.ts';

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

test('of a whole recording the reach of nine windows of ten is said, and what moves it most', () => {
  const parts = [part('Minorness', 1.1, -0.12), part('Speed', 0.4, 0.03)];
  const moved = [
    { label: 'Minorness', reach: { p5: -0.14, p95: -0.1 } },
    { label: 'Speed', reach: { p5: -0.02, p95: 0.09 } },
  ];
  expect(recordingSentence('Valence', -0.07, 0.02, parts, { p5: -0.15, p95: 0.06 }, moved)).toBe(
    'Over the recording valence is −0.07 (mostly −0.15 to +0.06), mostly because minorness is high (−0.12); speed adds 0.03. Speed moves it most (−0.02 to +0.09).',
  );
  expect(recordingSentence('Valence', -0.07, 0.02, parts, null, [])).toBe(
    'Over the recording valence is −0.07, mostly because minorness is high (−0.12); speed adds 0.03.',
  );
});

test('nothing is said to move an emotion whose effects all stand still', () => {
  const still = [{ label: 'Speed', reach: { p5: 0.1, p95: 0.105 } }];
  expect(recordingSentence('Valence', 0.1, 0, [part('Speed', 1, 0.1)], null, still)).toBe(
    'Over the recording valence is +0.10, mostly because speed is high (+0.10).',
  );
});

test('of the model the strongest weight of either sign is said, and the intercept', () => {
  const weights = [
    { label: 'Dynamics', weight: -0.048 },
    { label: 'Minorness', weight: -0.098 },
    { label: 'Harmonic complexity', weight: 0.074 },
  ];
  expect(modelSentence('Valence', 0.02, weights)).toBe(
    'The model adds 0.07 to valence per standard deviation of harmonic complexity and takes away 0.10 per standard deviation of minorness. With every feature at its mean it predicts +0.02.',
  );
  expect(modelSentence('Sad', -0.04, weights.slice(0, 1))).toBe(
    'The model takes away 0.05 from sad per standard deviation of dynamics. With every feature at its mean it predicts −0.04.',
  );
  expect(modelSentence('Sad', 0, [])).toBe(
    'No feature moves sad in this model. With every feature at its mean it predicts 0.00.',
  );
});
