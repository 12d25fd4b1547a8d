import { describe, expect, it } from 'vitest';
import { intervalSentence, timesOf } from './interval.ts';

const intervals = { coverage: 0.8, material: 'pieces held out', midLevel: {}, emotions: { valence: 0.31 } };
const valence = { name: 'valence', label: 'Valence', range: [-1, 1] as [number, number] };
const tension = { name: 'tension', label: 'Tension', range: [-1, 1] as [number, number] };
const heard = (familiarity: number | null) => ({
  midLevel: {},
  emotions: { valence: 0.12, tension: 0 },
  effects: {},
  familiarity,
});

describe('the interval of an emotion', () => {
  it('is said with its coverage', () => {
    expect(intervalSentence({ intervals }, valence, heard(0.4), 'moment')).toBe(
      'Valence +0.12 ± 0.31, 8 of 10 times.',
    );
    expect(intervalSentence({ intervals }, valence, heard(null), 'moment')).toBe(
      'Valence +0.12 ± 0.31, 8 of 10 times.',
    );
    expect(timesOf({ ...intervals, coverage: 0.95 })).toBe('95 of 100 times');
  });

  it('is no promise where the sound is not familiar', () => {
    expect(intervalSentence({ intervals }, valence, heard(0.05), 'moment')).toMatch(
      /8 of 10 times on familiar music; here it may be further off/,
    );
    expect(intervalSentence({ intervals }, valence, heard(0), 'moment')).toMatch(/further off/);
  });

  it('says why there is none', () => {
    expect(intervalSentence({ intervals }, tension, heard(1), 'moment')).toMatch(/no ratings/);
    expect(intervalSentence({ intervals }, valence, heard(1), 'recording')).toMatch(/choose a moment/);
  });

  it('is not spoken of with a model that gives none, or before anything is heard', () => {
    expect(intervalSentence({ intervals: null }, valence, heard(1), 'moment')).toBeNull();
    expect(intervalSentence({ intervals }, valence, null, 'moment')).toBeNull();
  });
});
