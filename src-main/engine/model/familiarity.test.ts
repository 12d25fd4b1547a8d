import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pcmOf, type Signal } from '../audio/signal.ts';
import { createCompute } from '../jobs/compute.ts';
import { distanceOf, familiarityOf, medianOf, whiten } from './familiarity.ts';
import { frameToSeconds } from './framing.ts';
import { computeBands, framesTouched } from './front-end.ts';
import type { Domain } from './manifest.ts';
import { loadModel, type Model } from './model.ts';
import { momentAt } from './moment.ts';
import { analyse, updateAnalysis } from './prediction.ts';
import { type SelfTest, selfTestSignal } from './self-test.ts';
import { domainModel, tinyModel } from './tiny-model.fixture.ts';

const compute = createCompute(2);
let model: Model;
let golden: Pick<SelfTest, 'seconds' | 'tones'> & { familiarity: number[]; median: number };
/** Chords like the domain's, then two high tones. */
let tune: Signal;
beforeAll(async () => {
  model = await loadModel(domainModel, { provider: 'cpu', compute });
  golden = JSON.parse(await readFile(join(domainModel, '../domain.json'), 'utf8'));
  tune = selfTestSignal({ ...golden, midLevel: {}, emotions: {}, tolerance: 1e-3 }, 8000);
});
afterAll(async () => {
  await model[Symbol.asyncDispose]();
  await compute[Symbol.asyncDispose]();
});

const quantiles = (distances: number[]): Domain => ({
  material: 'chords',
  center: [0],
  whitening: [[1]],
  distances,
});

describe('familiarity', () => {
  it('is the share of held-out windows at least as far, linear between the quantiles', () => {
    const domain = quantiles([1, 2, 4, 8, 8]);
    const found = [0, 1, 1.5, 2, 3, 8, 8.1, Number.POSITIVE_INFINITY, Number.NaN].map((distance) =>
      familiarityOf(distance, domain),
    );
    expect(found).toEqual([1, 1, 0.875, 0.75, 0.625, 0.25, 0, 0, 0]);
  });

  it('never rises with distance and gives held-out windows back their share', () => {
    const ascending = fc
      .array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 101, maxLength: 101 })
      .map((values) => quantiles(values.sort((a, b) => a - b)));
    const distance = fc.double({ min: 0, max: 60, noNaN: true });
    fc.assert(
      fc.property(ascending, distance, distance, (domain, a, b) => {
        const [near, far] = a < b ? [a, b] : [b, a];
        expect(familiarityOf(near, domain)).toBeGreaterThanOrEqual(familiarityOf(far, domain));
        const atLeastAsFar = domain.distances.filter((held) => held >= near).length / 101;
        expect(Math.abs(familiarityOf(near, domain) - atLeastAsFar)).toBeLessThanOrEqual(0.0101);
      }),
      { seed: 21, numRuns: 300 },
    );
  });

  it('of a mean is that of the mean of positions, whatever the whitening', () => {
    const domain = { ...quantiles([]), center: [1, 0], whitening: [[2, 1]] };
    const z = whiten(Float32Array.of(1, 0, 3, 2), domain);
    expect(z).toEqual(Float32Array.of(0, 6));
    expect(distanceOf(z, { first: 0, count: 2 }, domain)).toBe(3);
  });

  it('of a recording is the middle of its windows, not the strangest', () => {
    expect(medianOf(Float32Array.of(0, 1, 0.5))).toBe(0.5);
    expect(medianOf(Float32Array.of(0.75, 0.25))).toBe(0.5);
  });
});

describe('a model with a domain', () => {
  it('finds each window as familiar as numpy does', async () => {
    const { familiarity, summary } = await analyse(pcmOf(tune), model, compute);
    expect(familiarity).toHaveLength(golden.familiarity.length);
    for (const [w, expected] of golden.familiarity.entries())
      expect(familiarity![w], `window ${w}`).toBeCloseTo(expected, 2);
    expect(Math.min(...familiarity!.slice(15))).toBe(0);
    expect(summary.familiarity).toBeCloseTo(golden.median, 2);
  });

  it('tells it of a moment as of the window there', async () => {
    const analysis = await analyse(pcmOf(tune), model, compute);
    for (const w of [0, 7, 13]) {
      const { judgement } = momentAt(analysis, model, w * analysis.hopSeconds);
      expect(judgement.familiarity).toBeCloseTo(analysis.familiarity![w]!, 6);
    }
  });

  it('judges an edit as it judges the edited recording from its start', async () => {
    const before = await analyse(pcmOf(tune), model, compute);
    const edited = Float32Array.from(tune.channels[0]!);
    const [from, to] = [3 * 8000, 5 * 8000];
    for (let n = from; n < to; n++) edited[n] = 0.3 * Math.sin(2 * Math.PI * 2637 * (n / 8000));
    const pcm = pcmOf({ sampleRate: 8000, channels: [edited] });
    const frameRange = framesTouched(pcm, model.manifest.frontEnd, from, to);
    const changed = await computeBands(pcm, model.manifest.frontEnd, compute, { frameRange });
    const updated = await updateAnalysis(before, changed, model);
    const whole = await analyse(pcm, model, compute, { reference: before.reference });
    for (const [w, expected] of whole.familiarity!.entries())
      expect(updated.familiarity![w]).toBeCloseTo(expected, 4);
    // Pushed out of what the model knows where the edit is, and only there.
    const inside = Math.round(3.2 / frameToSeconds(16, model.manifest.frontEnd));
    expect(before.familiarity![inside]).toBeGreaterThan(0.01);
    expect(updated.familiarity![inside]).toBe(0);
    expect(updated.familiarity![0]).toBeCloseTo(before.familiarity![0]!, 6);
  });

  it('gives its embedding only to those who ask', async () => {
    const spectrogram = new Float32Array(2 * 15 * 48).fill(1);
    expect((await model.run(spectrogram, 2, 15)).embedding).toBeNull();
    expect((await model.run(spectrogram, 2, 15, { embedding: true })).embedding).toHaveLength(2 * 3 * 6);
  });
});

describe('a model without a domain', () => {
  it('says nothing about familiarity', async () => {
    await using plain = await loadModel(tinyModel, { provider: 'cpu', compute });
    const analysis = await analyse(pcmOf(tune), plain, compute);
    expect(analysis.familiarity).toBeNull();
    expect(analysis.summary.familiarity).toBeNull();
    expect(momentAt(analysis, plain, 2).judgement.familiarity).toBeNull();
  });
});
