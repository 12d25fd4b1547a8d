import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { type EmotionName, emotionMeanings } from './emotion-meanings.ts';
import { formatNumber, formatSigned } from './format.ts';
import { glossary, type Meaning, type Topic } from './glossary.ts';

/** A number that the workstation shows, with what it means. */
export interface NumberEntry {
  readonly id: string;
  readonly meaning: Meaning;
}

export interface NumberGroup {
  readonly title: string;
  readonly entries: readonly NumberEntry[];
}

const TOPICS: readonly (readonly [string, readonly Topic[]])[] = [
  [
    'Prediction',
    [
      'emotion',
      'midLevel',
      'effect',
      'relative',
      'intercept',
      'interval',
      'familiarity',
      'shift',
      'plane',
      'spread',
      'weights',
      'correlation',
      'distance',
    ],
  ],
  ['Explanation', ['weight', 'p', 'threshold', 'samples', 'sourceError']],
  ['Trust', ['trust', 'r2', 'stability', 'halves', 'direction', 'deletion', 'randomised']],
  [
    'Sound and edits',
    ['pulse', 'gain', 'pitch', 'tempo', 'meter', 'levelMatch', 'version', 'target', 'audibleChange'],
  ],
];

/** Every number: the emotions and features of the model, and what the workstation computes with them. */
export function numberGroups(model: ModelCard | null): NumberGroup[] {
  const computed = TOPICS.map(([title, topics]) => ({
    title,
    entries: topics.map((topic) => ({ id: topic, meaning: glossary[topic] })),
  }));
  if (!model) return computed;
  const emotions = model.emotions.map(({ name }) => ({ id: name, meaning: emotionMeaning(model, name) }));
  const features = model.midLevel.map(({ name }) => ({ id: name, meaning: featureMeaning(model, name) }));
  return [
    { title: `Emotions of ${model.name}`, entries: emotions },
    { title: `Mid-level features of ${model.name}`, entries: features },
    ...computed,
  ];
}

/** The groups with only what holds every word of the query, in title, meaning, scale or source. */
export function searchNumbers(groups: readonly NumberGroup[], query: string): NumberGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = ({ meaning: { title, definition, scale, source } }: NumberEntry) => {
    const text = `${title} ${definition} ${scale} ${source}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map(({ title, entries }) => ({ title, entries: entries.filter(holds) }))
    .filter(({ entries }) => entries.length > 0);
}

/** What an emotion of the model means; a name that Mezzo does not know is described as any rated emotion. */
export function emotionMeaning(model: ModelCard, name: string): Meaning {
  const found = model.emotions.find((emotion) => emotion.name === name);
  const [low, high] = found?.range ?? [-1, 1];
  const known = Object.hasOwn(emotionMeanings, name) ? emotionMeanings[name as EmotionName] : null;
  return {
    title: found?.label ?? name,
    definition: known?.definition ?? glossary.emotion.definition,
    scale: `${known ? `${known.ends} ` : ''}From ${formatSigned(low, 0)} to ${formatSigned(high, 0)}, that of the ratings.${widthText(model.intervals?.emotions[name])}`,
    source: known?.source ?? glossary.emotion.source,
  };
}

function featureMeaning(model: ModelCard, name: string): Meaning {
  const found = model.midLevel.find((feature) => feature.name === name);
  return {
    title: found?.label ?? name,
    definition: found?.definition ?? glossary.midLevel.definition,
    scale: `${glossary.midLevel.scale}${widthText(model.intervals?.midLevel[name])}`,
    source: found?.companion
      ? 'A companion of the seven, after Friberg et al. (2014). The model card says how it was learned.'
      : 'One of the seven of Aljanaki and Soleymani (2018). The model card says how it was learned.',
  };
}

const widthText = (halfWidth: number | undefined) =>
  halfWidth === undefined
    ? ' No interval: there are no ratings to measure one with.'
    : ` Interval ± ${formatNumber(halfWidth)}.`;
