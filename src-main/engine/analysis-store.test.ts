import { describe, expect, it } from 'vitest';
import { analysisFrom, bytesOf } from './analysis-store.ts';
import { pcmOf } from './audio/signal.ts';
import { createCompute } from './jobs/compute.ts';
import { goldenSignal } from './model/golden-signal.fixture.ts';
import { loadModel } from './model/model.ts';
import { analyse } from './model/prediction.ts';
import { domainModel, tinyModel } from './model/tiny-model.fixture.ts';

describe('an analysis comes back from the cache as it was put there', () => {
  it.each([
    ['without a domain', tinyModel],
    ['with a domain', domainModel],
  ])('by a model %s', async (_, folder) => {
    await using compute = createCompute(2);
    await using model = await loadModel(folder, { provider: 'cpu', compute });
    const analysis = await analyse(pcmOf(goldenSignal(12, 16_000, 1)), model, compute);
    const restored = analysisFrom(bytesOf(analysis).buffer as ArrayBuffer, model);
    expect(analysis.familiarity !== null).toBe(folder === domainModel);
    expect(restored).toEqual(analysis);
  });
});
