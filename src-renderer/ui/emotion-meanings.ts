/** What single emotions mean, where their ends lie, and who described them so. */
interface EmotionText {
  readonly definition: string;
  readonly ends: string;
  readonly source: string;
}

const DIMENSIONS = 'A dimension of affect, after Russell (1980) and Schimmack and Grob (2000).';
const DISCRETE = 'A discrete emotion, as rated for film music by Eerola and Vuoskoski (2011).';

export const emotionMeanings = {
  valence: {
    definition: 'How pleasant or unpleasant the expression of the music is heard to be.',
    ends: 'Low is unpleasant, high is pleasant.',
    source: DIMENSIONS,
  },
  arousal: {
    definition: 'How activated or calm the expression of the music is heard to be.',
    ends: 'Low is calm, high is excited.',
    source: DIMENSIONS,
  },
  energy: {
    definition: 'How awake and energetic the music is heard to be.',
    ends: 'Low is tired, high is awake.',
    source: DIMENSIONS,
  },
  tension: {
    definition: 'How tense or relaxed the music is heard to be.',
    ends: 'Low is relaxed, high is tense.',
    source: DIMENSIONS,
  },
  anger: {
    definition: 'How much anger the music is heard to express.',
    ends: 'Low is none, high is much.',
    source: DISCRETE,
  },
  fear: {
    definition: 'How much fear the music is heard to express.',
    ends: 'Low is none, high is much.',
    source: DISCRETE,
  },
  happy: {
    definition: 'How much happiness the music is heard to express.',
    ends: 'Low is none, high is much.',
    source: DISCRETE,
  },
  sad: {
    definition: 'How much sadness the music is heard to express.',
    ends: 'Low is none, high is much.',
    source: DISCRETE,
  },
  tender: {
    definition: 'How much tenderness the music is heard to express.',
    ends: 'Low is none, high is much.',
    source: DISCRETE,
  },
} as const satisfies Record<string, EmotionText>;

export type EmotionName = keyof typeof emotionMeanings;
