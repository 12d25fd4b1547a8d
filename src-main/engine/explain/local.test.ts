import { describe, expect, test } from 'vitest';
import { pearson } from './agreement.ts';
import { bootstrapIntervals } from './bootstrap.ts';
import type { Components } from './components.ts';
import { inlineCompute } from './compute.fixture.ts';
import { WindowExplaining } from './explain.ts';
import { halvesAgreement } from './halves.ts';
import { antitheticLime, lime } from './lime.ts';
import { local } from './local.ts';
import { components, explained, explaining, positions, trueWeights } from './local-model.fixture.ts';
import type { Predict } from './sampler.ts';
import type { Surrogate } from './surrogate.ts';

const SEEDS = 40;
const truth = trueWeights(0);

async function runs(estimator: typeof local, samples: number): Promise<Surrogate[]> {
  const all = [];
  for (let seed = 0; seed < SEEDS; seed++)
    all.push((await explained(estimator, samples, seed)).surrogates.get('dissonance')!);
  return all;
}

/** Mean over components of the squared difference to the truth. */
const noiseOf = (all: readonly Surrogate[]) =>
  mean(all.flatMap(({ weights }) => Array.from(weights, (weight, c) => (weight - truth[c]!) ** 2)));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the local estimator', () => {
  test('arrives at the true weights on average', async () => {
    const all = await runs(local, 129);
    const averaged = truth.map((_, c) => mean(all.map(({ weights }) => weights[c]!)));
    const bias = mean(Array.from(averaged, (weight, c) => (weight - truth[c]!) ** 2));
    // What is left of the noise of forty runs, and no more.
    expect(bias).toBeLessThan((2 * noiseOf(all)) / SEEDS);
    expect(pearson(averaged, truth)).toBeGreaterThan(0.999);
  });

  test('needs fewer samples than LIME, in opposite pairs or not, for the same noise', async () => {
    const noise = noiseOf(await runs(local, 129));
    expect(noiseOf(await runs(lime, 129)) / noise).toBeGreaterThan(2.5);
    expect(noiseOf(await runs(antitheticLime, 129)) / noise).toBeGreaterThan(1.3);
  });

  test.each([129, 40])('says how far %i samples leave the weights from the truth', async (samples) => {
    const all = await runs(local, samples);
    const claimed = mean(all.flatMap(({ standardErrors }) => Array.from(standardErrors, (e) => e * e)));
    expect(Math.sqrt(claimed / noiseOf(all))).toBeGreaterThan(0.8);
    expect(Math.sqrt(claimed / noiseOf(all))).toBeLessThan(1.25);
  });

  test('a bootstrap interval holds the true weight about as often as it says', async () => {
    let inside = 0;
    const all = await runs(local, 257);
    for (const [seed, surrogate] of all.entries()) {
      const { low, high } = bootstrapIntervals(surrogate, seed)!;
      truth.forEach((weight, c) => {
        if (low[c]! <= weight && weight <= high[c]!) inside++;
      });
    }
    expect(inside / (SEEDS * truth.length)).toBeGreaterThan(0.88);
    expect(inside / (SEEDS * truth.length)).toBeLessThan(0.99);
  });

  test('halves agree more with more samples, and about as two runs of half as many do', async () => {
    const [few, many] = [await runs(local, 65), await runs(local, 513)];
    const agreement = (all: Surrogate[]) => mean(all.map((run) => halvesAgreement(run)!.spearman.value));
    expect(agreement(many)).toBeGreaterThan(agreement(few));
    const between = mean(
      (await runs(local, 257))
        .slice(1)
        .map((run, i, rest) => pearson(run.weights, rest[(i + 1) % rest.length]!.weights)),
    );
    expect(Math.abs(agreement(many) - between)).toBeLessThan(0.06);
  });

  test('an emotion’s weights are its head’s sum of the mid-level weights', async () => {
    const { surrogates } = await explained(local, 129, 3);
    const [a, b, emotion] = ['dissonance', 'articulation', 'valence'].map((name) => surrogates.get(name)!);
    emotion!.weights.forEach((weight, c) => {
      expect(weight).toBeCloseTo(-0.7 * a!.weights[c]! + 0.2 * b!.weights[c]!, 10);
    });
    expect(emotion!.prediction).toBeCloseTo(-0.7 * a!.prediction + 0.2 * b!.prediction + 0.1, 6);
    expect(emotion!.intercept).toBeCloseTo(-0.7 * a!.intercept + 0.2 * b!.intercept + 0.1, 6);
  });
});

test('5,000 components: a hundred samples give finite weights in seconds', async () => {
  const count = 5000;
  const many: Components = {
    count,
    extents: Array.from({ length: count }, () => components.extents[0]!),
    firstFrame: new Int32Array(count),
    endFrame: new Int32Array(count).fill(60),
    loudness: new Float64Array(count),
    cells: count,
    segmented: null,
    compose: (masks, rows, out) => out.set(masks.subarray(0, rows * count)),
  };
  const answer: Predict = async (batch) => {
    const windows = batch.windows();
    const positionMap = new Float32Array(batch.rows * 9);
    const midLevel = Float32Array.from(
      { length: batch.rows },
      (_, i) => windows[i * count + 7]! - windows[i * count + 8]!,
    );
    for (let i = 0; i < batch.rows; i++) positionMap.fill(midLevel[i]!, i * 9, (i + 1) * 9);
    return { midLevel, positionMap };
  };
  const explaining = new WindowExplaining(
    {
      components: many,
      estimator: local,
      targets: { midLevel: ['dissonance'], emotions: [], head: { weights: [], intercept: [] } },
      positions,
      seed: 1,
      predict: answer,
      compute: inlineCompute,
    },
    101,
  );
  const { surrogates, samples } = await explaining.run({ samples: 101 });
  const { weights, standardErrors } = surrogates.get('dissonance')!;
  expect(samples).toBe(101);
  expect([...weights, ...standardErrors].every(Number.isFinite)).toBe(true);
  expect(weights.indexOf(Math.max(...weights))).toBe(7);
});

describe.each([local, lime, antitheticLime])('$name', (estimator) => {
  test('stopped and gone on with, it arrives where it would have arrived in one go', async () => {
    const whole = await explained(estimator, 257, 5);
    const parts = explaining(estimator, 257, 5);
    await parts.run({ samples: 20 });
    await parts.run({ samples: 100 });
    const { samples, surrogates } = await parts.run({ samples: 257 });
    expect(samples).toBe(whole.samples);
    for (const [name, { weights, r2 }] of surrogates) {
      expect(weights).toEqual(whole.surrogates.get(name)!.weights);
      expect(r2).toBe(whole.surrogates.get(name)!.r2);
    }
  });

  test('saved and gone on with elsewhere, it arrives there as well', async () => {
    for (const cut of [20, 129, 200]) {
      const whole = await explained(estimator, 257, 5);
      const first = explaining(estimator, 257, 5);
      await first.run({ samples: cut });
      const second = explaining(estimator, 257, 5);
      second.restore(first.save()!);
      expect(second.samples).toBe(first.samples);
      const { surrogates } = await second.run({ samples: 257 });
      expect(surrogates).toEqual(whole.surrogates);
    }
  });

  test('a cancel keeps the samples, and a failure of the model too', async () => {
    const control = new AbortController();
    const work = explaining(estimator, 257, 6);
    const onProgress = (_: string, done: number) => {
      if (done >= 48) control.abort();
    };
    await expect(work.run({ samples: 257, signal: control.signal, onProgress })).rejects.toMatchObject({
      code: 'cancelled',
    });
    expect(work.samples).toBe(48);
    expect((await work.weights()).surrogates.get('dissonance')!.weights.some((weight) => weight !== 0)).toBe(
      true,
    );
    const rest = await work.run({ samples: 257 });
    expect(rest.surrogates.get('valence')).toEqual(
      (await explained(estimator, 257, 6)).surrogates.get('valence'),
    );
  });

  test('pictures on the way get steadier, and it stops when it is steady enough', async () => {
    const seen: number[] = [];
    const work = explaining(estimator, 100_000, 7);
    const last = await work.run({
      samples: 100_000,
      enough: { target: 'dissonance', stability: 0.998 },
      onPicture: ({ surrogates }) => {
        seen.push(surrogates.get('dissonance')!.stability);
      },
    });
    expect(last.samples).toBeLessThan(90_000);
    expect(seen.at(-1)).toBeGreaterThanOrEqual(0.998);
    expect(seen[0]).toBeLessThan(seen.at(-1)!);
  });

  test('one, two, three samples: finite numbers and no claim', async () => {
    for (const samples of [1, 2, 3]) {
      const { weights, pValues, r2, stability } = (await explained(estimator, samples, 1)).surrogates.get(
        'valence',
      )!;
      expect([...weights, ...pValues, r2, stability].every(Number.isFinite)).toBe(true);
      expect(new Set(pValues)).toEqual(new Set([1]));
    }
  });
});
