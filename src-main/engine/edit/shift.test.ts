import { describe, expect, it } from 'vitest';
import type { Judgement } from '../../../src-preload/contract/domain.ts';
import { shiftOf } from './shift.ts';

const judgement = (dissonance: number, valence: number): Judgement => ({
  midLevel: { dissonance },
  emotions: { valence },
  effects: {},
  familiarity: 0.5,
});

describe('shift', () => {
  it('is what the edit adds to each feature and emotion', () => {
    const shift = shiftOf(judgement(1.5, -0.25), judgement(0.5, 0.5));
    expect(shift.shift).toEqual({ midLevel: { dissonance: -1 }, emotions: { valence: 0.75 } });
    expect(shift.before.midLevel.dissonance).toBe(1.5);
    expect(shift.after.emotions.valence).toBe(0.5);
  });

  it('refuses judgements of different models', () => {
    const other: Judgement = {
      midLevel: { minorness: 1 },
      emotions: { valence: 0 },
      effects: {},
      familiarity: null,
    };
    expect(() => shiftOf(judgement(1, 1), other)).toThrow(/same model/);
  });
});
