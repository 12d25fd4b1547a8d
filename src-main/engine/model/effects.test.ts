import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge, type LinearHead } from './effects.ts';

function headOf(weights: number[][], intercept: number[]): LinearHead {
  const name = (prefix: string) => (_: unknown, i: number) => `${prefix}${i}`;
  return {
    midLevel: weights[0]!
      .map(name('f'))
      .map((n) => ({ name: n, label: n, companion: false, definition: '' })),
    emotions: intercept.map(name('e')).map((n) => ({ name: n, label: n, range: [-1, 1] })),
    head: { weights, intercept },
  };
}

const value = fc.double({ min: -10, max: 10, noNaN: true });
const heads = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 5 }))
  .chain(([features, emotions]) =>
    fc.record({
      weights: fc.array(fc.array(value, { minLength: features, maxLength: features }), {
        minLength: emotions,
        maxLength: emotions,
      }),
      intercept: fc.array(value, { minLength: emotions, maxLength: emotions }),
      midLevel: fc.array(value, { minLength: features, maxLength: features }),
    }),
  );
const sum = (values: Iterable<number>) => [...values].reduce((total, each) => total + each, 0);

describe('effects', () => {
  it('of a worked example: valence = 0.1 + 0.5 · 2 − 0.25 · 4', () => {
    const { emotions, effects } = judge([2, 4], headOf([[0.5, -0.25]], [0.1]));
    expect(emotions.e0).toBeCloseTo(0.1, 12);
    expect(effects.e0).toEqual({
      intercept: 0.1,
      effects: { f0: 1, f1: -1 },
      relative: { f0: 0.5, f1: 0.5 },
    });
  });

  it('and the intercept add up to the emotion, for every head', () => {
    fc.assert(
      fc.property(heads, ({ weights, intercept, midLevel }) => {
        const { emotions, effects } = judge(midLevel, headOf(weights, intercept));
        for (const [name, emotion] of Object.entries(emotions)) {
          const parts = effects[name]!;
          expect(Math.abs(parts.intercept + sum(Object.values(parts.effects)) - emotion)).toBeLessThan(1e-9);
        }
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('have relative sizes that add up to 1 and keep their order', () => {
    fc.assert(
      fc.property(heads, ({ weights, intercept, midLevel }) => {
        const { effects } = judge(midLevel, headOf(weights, intercept));
        for (const { effects: absolute, relative } of Object.values(effects)) {
          const total = sum(Object.values(absolute).map(Math.abs));
          expect(sum(Object.values(relative))).toBeCloseTo(total > 0 ? 1 : 0, 9);
          for (const [name, effect] of Object.entries(absolute)) {
            expect(relative[name]! * total).toBeCloseTo(Math.abs(effect), 9);
          }
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('are all 0, relatively too, when every feature is at the training mean', () => {
    const { effects, emotions } = judge([0, 0], headOf([[1, 2]], [0.3]));
    expect(effects.e0!.relative).toEqual({ f0: 0, f1: 0 });
    expect(emotions.e0).toBe(0.3);
  });
});
