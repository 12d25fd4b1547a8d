import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { golden } from './golden.fixture.ts';
import { locality } from './kernel.ts';
import { addSample, normalEquations } from './normal-equations.ts';
import { fitSurrogates, type Surrogate } from './surrogate.ts';

interface Expected {
  weights: number[];
  intercept: number;
  r2: number;
  standardErrors?: number[];
  pValues?: number[];
}
interface Case {
  name: string;
  segments: number;
  samples: number;
  targets: number;
  sampleWeights: number[];
  expected: { ridge: Expected; wls?: Expected }[];
}
const cases: Case[] = JSON.parse(readFileSync(golden('surrogate.json'), 'utf8'));

describe('surrogate', () => {
  test.each(cases)('kernel equals LIME’s for the masks of "$name"', ({ name, segments, sampleWeights }) => {
    const masks = unpack(name, segments, sampleWeights.length);
    masks.forEach((mask, i) => {
      expect(locality(kept(mask), segments)).toBeCloseTo(sampleWeights[i]!, 12);
    });
  });

  test.each(cases)('equals scikit-learn’s weighted ridge: $name', (golden) => {
    golden.expected.forEach(({ ridge }, target) => {
      expectEqual(fitted(golden, 1)[target]!, ridge);
    });
  });

  test.each(cases.filter((c) => c.expected[0]?.wls))(
    'without penalty equals statsmodels’ WLS: $name',
    (golden) => {
      golden.expected.forEach(({ wls }, target) => {
        expectEqual(fitted(golden, 0)[target]!, wls!);
      });
    },
  );

  test('with no degree of freedom left nothing is significant and the note says why', () => {
    const few = cases.find((c) => c.name === 'few')!;
    for (const surrogate of fitted(few, 1)) {
      expect(surrogate.note).toBe('too_few_samples');
      expect(new Set(surrogate.pValues)).toEqual(new Set([1]));
      expect(Math.min(...surrogate.standardErrors)).toBeGreaterThan(0);
    }
  });

  test('a target that does not change has no weights and no fidelity, and no number is NaN', () => {
    const sums = normalEquations(3, 1);
    for (const mask of [
      [1, 1, 1],
      [0, 1, 0],
      [0, 0, 0],
      [1, 0, 1],
      [1, 1, 0],
      [0, 1, 1],
    ])
      addSample(sums, Uint8Array.from(mask), Float64Array.of(0.37), locality(mask.filter(Boolean).length, 3));
    const [surrogate] = fitSurrogates(sums);
    expect(surrogate).toEqual({
      prediction: 0.37,
      intercept: 0.37,
      weights: new Float64Array(3),
      standardErrors: new Float64Array(3),
      pValues: new Float64Array(3).fill(1),
      r2: 0,
      stability: 0,
      note: 'constant',
      deviations: null,
    });
  });

  test('the last digit of single precision is no change', () => {
    const sums = normalEquations(2, 1);
    const answers = Float32Array.of(0.37, 0.37 + 2 ** -26, 0.37, 0.37 + 2 ** -25);
    [
      [1, 1],
      [0, 1],
      [1, 0],
      [0, 0],
    ].forEach((mask, i) => {
      for (let repeat = 0; repeat < 10; repeat++)
        addSample(sums, Uint8Array.from(mask), Float64Array.of(answers[i]!), 1);
    });
    expect(new Set(answers).size).toBeGreaterThan(1);
    expect(fitSurrogates(sums)[0]).toMatchObject({ note: 'constant', r2: 0 });
  });

  test('digits of a small change on a large value are kept', () => {
    const sums = normalEquations(2, 1);
    for (const mask of [
      [1, 1],
      [0, 1],
      [1, 0],
      [0, 0],
    ])
      for (let i = 0; i < 5000; i++)
        addSample(sums, Uint8Array.from(mask), Float64Array.of(5e5 + 3 * mask[0]!), 1);
    const [surrogate] = fitSurrogates(sums, 0);
    expect(surrogate!.weights[0]).toBeCloseTo(3, 9);
    expect(surrogate!.weights[1]).toBeCloseTo(0, 9);
    expect(surrogate!.r2).toBeCloseTo(1, 9);
  });
});

function fitted({ name, segments, samples, targets }: Case, alpha: number): Surrogate[] {
  const masks = unpack(name, segments, samples);
  const bytes = readFileSync(golden(`${name}.f64`));
  const sums = normalEquations(segments, targets);
  masks.forEach((mask, i) => {
    const y = Float64Array.from({ length: targets }, (_, t) => bytes.readDoubleLE(8 * (i * targets + t)));
    addSample(sums, mask, y, locality(kept(mask), segments));
  });
  return fitSurrogates(sums, alpha);
}

function unpack(name: string, segments: number, samples: number): Uint8Array[] {
  const bytes = readFileSync(golden(`${name}.masks`));
  const rowBytes = Math.ceil(segments / 8);
  return Array.from({ length: samples }, (_, i) =>
    Uint8Array.from({ length: segments }, (_, s) => (bytes[i * rowBytes + (s >> 3)]! >> (s & 7)) & 1),
  );
}

function kept(mask: Uint8Array): number {
  return mask.reduce((sum, bit) => sum + bit, 0);
}

function expectEqual(found: Surrogate, expected: Expected): void {
  expectClose(found.weights, expected.weights);
  expectClose([found.intercept, found.r2], [expected.intercept, expected.r2]);
  if (expected.standardErrors) expectClose(found.standardErrors, expected.standardErrors);
  if (expected.pValues) {
    expectClose(found.pValues, expected.pValues);
    // Small p-values decide the published rule: they must agree in their own size, too.
    expectClose(Float64Array.from(found.pValues, Math.log), expected.pValues.map(Math.log));
  }
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found.length).toBe(expected.length);
  let worst = 0;
  for (let i = 0; i < found.length; i++) worst = Math.max(worst, Math.abs(found[i]! - expected[i]!));
  expect(worst).toBeLessThan(1e-6);
}
