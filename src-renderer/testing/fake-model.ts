import type { AudioRef, Judgement, ModelCard, NamedValues } from '../../src-preload/contract/domain.ts';
import { activeSteps } from '../stores/edits.ts';

export const FEATURES = [
  'melodiousness',
  'articulation',
  'rhythmic_complexity',
  'rhythmic_stability',
  'dissonance',
  'tonal_stability',
  'minorness',
];
export const EMOTIONS = ['valence', 'arousal', 'tension', 'energy'];
export const WINDOW_SECONDS = 10;
export const HOP_SECONDS = 0.5;

const WEIGHTS = [
  [0.19, 0.03, -0.02, 0.06, -0.11, 0.08, -0.17],
  [-0.04, 0.18, 0.12, 0.02, 0.08, -0.03, 0.01],
  [-0.1, 0.06, 0.09, -0.07, 0.2, -0.12, 0.11],
  [-0.02, 0.2, 0.14, 0.05, 0.05, -0.02, -0.04],
];
const INTERCEPT = [0.05, 0.12, -0.08, 0.1];

export const modelCard: ModelCard = {
  id: 'fake',
  version: '0.0.1',
  name: 'Synthetic model',
  licence: 'MIT',
  shipped: true,
  midLevel: FEATURES.map((name) => ({
    name,
    label: name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' '),
    companion: false,
    definition: 'A synthetic feature for development.',
  })),
  emotions: EMOTIONS.map((name) => ({
    name,
    label: name.charAt(0).toUpperCase() + name.slice(1),
    range: [-1, 1],
  })),
  windowSeconds: WINDOW_SECONDS,
  hopSeconds: HOP_SECONDS,
  head: { weights: WEIGHTS, intercept: INTERCEPT },
  domain: { material: 'slow waves' },
  intervals: {
    coverage: 0.8,
    material: 'slow waves',
    midLevel: Object.fromEntries(FEATURES.map((name) => [name, 0.6])),
    emotions: { valence: 0.3, arousal: 0.2 },
  },
  provider: 'cpu',
  fallbackReason: null,
  checks: [
    { name: 'checksums', passed: true, detail: '3 files' },
    { name: 'self-test', passed: true, detail: 'largest difference 2.1e-5' },
  ],
  card: 'A model that only exists for developing the workstation. Its figures mean nothing.',
  warnings: ['This model is synthetic.'],
};

/** Mid-level values at the window that starts at `start`: slow waves, moved by the edits that touch the window. */
export function midLevelAt({ steps }: AudioRef, shift: number, start: number): number[] {
  let push = 0;
  for (const step of activeSteps(steps)) {
    const touches =
      step.target.kind === 'segments' ||
      (step.target.kind !== 'lasso'
        ? step.target.timeRange[0] < start + WINDOW_SECONDS && step.target.timeRange[1] > start
        : step.target.points.some(([time]) => time < start + WINDOW_SECONDS && time > start));
    if (touches) push += (step.gainDb ?? -40) / 40;
  }
  return FEATURES.map(
    (_, j) =>
      1.1 * Math.sin(start / (9 + 4 * j) + j + shift) +
      0.25 * Math.sin(start * (0.7 + 0.1 * j)) +
      push * Math.cos(j),
  );
}

/** Loud waves are strange. */
export const familiarityOf = (midLevel: readonly number[]): number =>
  Math.max(0, 1 - Math.hypot(...midLevel) / 3.5);

/** Emotions and effects of a mid-level vector; effects + intercept = emotion. */
export function judge(midLevel: readonly number[]): Judgement {
  const named = (values: readonly number[]): NamedValues =>
    Object.fromEntries(FEATURES.map((name, j) => [name, values[j]!]));
  const emotions: NamedValues = {};
  const effects: Judgement['effects'] = {};
  EMOTIONS.forEach((emotion, e) => {
    const parts = midLevel.map((value, j) => WEIGHTS[e]![j]! * value);
    const size = parts.reduce((sum, part) => sum + Math.abs(part), 0);
    emotions[emotion] = parts.reduce((sum, part) => sum + part, INTERCEPT[e]!);
    effects[emotion] = {
      intercept: INTERCEPT[e]!,
      effects: named(parts),
      relative: named(parts.map((part) => (size > 0 ? Math.abs(part) / size : 0))),
    };
  });
  return { midLevel: named(midLevel), emotions, effects, familiarity: familiarityOf(midLevel) };
}
