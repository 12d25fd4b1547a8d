import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type ModelCard, modelCard } from '../../src-preload/contract/domain.ts';
import { explanationSummary, trust } from '../../src-preload/contract/explanation.ts';
import { modelCard as fakeCard } from '../testing/fake-model.ts';
import { emotionMeanings } from './emotion-meanings.ts';
import { glossary, type Meaning, type Topic } from './glossary.ts';
import { emotionMeaning, numberGroups, searchNumbers } from './numbers.ts';

/** The shipped models as far as names, ranges and intervals go. */
const shipped = ['mezzo-two-level', 'mezzo-two-level-piano'].map((id): ModelCard => {
  const path = new URL(`../../models/${id}/manifest.json`, import.meta.url);
  const { name, midLevel, emotions, intervals } = JSON.parse(readFileSync(path, 'utf8'));
  return modelCard.parse({ ...fakeCard, name, midLevel, emotions, intervals });
});

/** Where each figure behind an explanation's badge is explained. */
const TRUST_TOPICS: Record<string, Topic> = {
  badge: 'trust',
  reason: 'trust',
  halves: 'halves',
  deletion: 'deletion',
  insertion: 'deletion',
  direction: 'direction',
};
const FIDELITY_TOPICS: Record<string, Topic> = { r2: 'r2', stability: 'stability' };

const written = ({ title, definition, scale, source }: Meaning) =>
  [title, definition, scale, source].every((text) => text.trim().length > 2 && !/undefined|NaN/.test(text));

test.each(shipped.map((model) => [model.name, model] as const))(
  'every emotion and every feature of %s has its own meaning, scale and source',
  (_, model) => {
    const [emotions, features] = numberGroups(model);
    expect(emotions!.entries.map(({ id }) => id)).toEqual(model.emotions.map(({ name }) => name));
    expect(features!.entries.map(({ id }) => id)).toEqual(model.midLevel.map(({ name }) => name));
    expect(model.emotions.filter(({ name }) => !Object.hasOwn(emotionMeanings, name))).toEqual([]);
    const all = [...emotions!.entries, ...features!.entries].map(({ meaning }) => meaning);
    expect(all.filter((meaning) => !written(meaning))).toEqual([]);
    expect(new Set(all.map(({ definition }) => definition)).size).toBe(all.length);
  },
);

test('every figure of the trust panel is explained, and no other is listed here', () => {
  expect(Object.keys(TRUST_TOPICS).sort()).toEqual(Object.keys(trust.shape).sort());
  expect(Object.keys(FIDELITY_TOPICS).sort()).toEqual(
    Object.keys(explanationSummary.shape.fidelity.shape).sort(),
  );
  for (const topic of [...Object.values(TRUST_TOPICS), ...Object.values(FIDELITY_TOPICS)])
    expect(written(glossary[topic])).toBe(true);
});

test('every entry of the glossary is listed once and says everything', () => {
  const listed = numberGroups(null).flatMap(({ entries }) => entries.map(({ id }) => id));
  expect([...listed].sort()).toEqual(Object.keys(glossary).sort());
  expect(Object.values(glossary).filter((meaning) => !written(meaning))).toEqual([]);
});

test('a number is found by words of its meaning, in any order', () => {
  const groups = numberGroups(shipped[0]!);
  const found = (query: string) =>
    searchNumbers(groups, query).flatMap(({ entries }) => entries.map(({ id }) => id));
  expect(found('staccato')).toEqual(['articulation']);
  expect(found('RATIO perturb')).toEqual([]);
  expect(found('adebayo')).toEqual(['randomised']);
  expect(found('conformal interval')).toEqual(found('interval conformal'));
  expect(found('')).toHaveLength(groups.flatMap(({ entries }) => entries).length);
});

test('an emotion nobody has described is described as any rated emotion', () => {
  const model = {
    ...fakeCard,
    emotions: [{ name: 'awe', label: 'Awe', range: [0, 10] as [number, number] }],
  };
  expect(emotionMeaning(model, 'awe')).toMatchObject({
    title: 'Awe',
    definition: glossary.emotion.definition,
  });
  expect(emotionMeaning(model, 'awe').scale).toContain('From 0 to +10');
});
