import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { fillSilence } from './explain/fill-silence.ts';
import { axesOf } from './explain/geometry.ts';
import { grid } from './explain/grid.ts';
import { cutWindow } from './explain/spectrogram-components.ts';
import type { ExplainedWindow } from './explained-window.ts';
import { ExplanationRun } from './explanation-run.ts';
import { createCompute } from './jobs/compute.ts';
import { loadModel, type Model } from './model/model.ts';
import type { Moment } from './model/moment.ts';

const compute = createCompute(1);
const folder = fileURLToPath(new URL('../../models/mezzo-two-level', import.meta.url));
const model = await loadModel(folder, { provider: 'cpu', compute });
afterAll(async () => {
  await model[Symbol.asyncDispose]();
  await compute[Symbol.asyncDispose]();
});

const { frontEnd, window, fillValue } = model.manifest;
const bands = frontEnd.bands.count;
const values = Float32Array.from(
  { length: window.frames * bands },
  (_, i) => Math.abs(Math.sin(i * 0.71)) * 2,
);

async function explainedWindow(): Promise<ExplainedWindow> {
  const { components, labels } = await cutWindow(
    { values, frames: window.frames, bands, axes: axesOf(frontEnd), silence: fillValue },
    { segmenter: grid, params: grid.defaults, fill: fillSilence, compute },
  );
  return {
    moment: { firstFrame: 0, frames: window.frames, start: 0, end: 10, soundStart: 0 } as Moment,
    placed: (second) => second,
    spectrogram: { frames: window.frames, bands, firstFrame: 0, values },
    segmenter: { name: 'grid', params: {} },
    fill: 'silence',
    regions: [],
    components,
    labels,
    picture: { frames: window.frames, bands, frameSeconds: 0.05, bandEdges: [] },
    sourceErrorDb: null,
  };
}

/** The model as it would be on an accelerator that gives up after some runs; its graph cannot take masks. */
function dying(after: number): Model {
  let runs = 0;
  return {
    ...model,
    folder,
    provider: 'webgpu',
    run: (spectrograms, batch, frames) => {
      runs++;
      if (runs > after) throw new MezzoError('provider_unavailable', 'webgpu lost its device.');
      return model.run(spectrograms, batch, frames);
    },
  };
}

const settings = { samples: 200, seed: 3, estimator: 'local', stability: null, feature: 'valence' };

test('an accelerator that dies halfway leaves its samples, the CPU goes on, and it is said', async () => {
  const asked = { ...settings, samples: 600 };
  const healthy = await new ExplanationRun(await explainedWindow(), model, asked, compute).run(asked);
  const run = new ExplanationRun(await explainedWindow(), dying(1), asked, compute);
  const found = await run.run(asked);
  expect(run.providerLost).toBe('After 256 samples webgpu lost its device. The rest was asked of the CPU.');
  expect(found.samples).toBe(healthy.samples);
  const expected = healthy.surrogates.get('valence')!.weights;
  // The CPU rounds a batch of 256 and one of 16 apart in the last digits.
  found.surrogates.get('valence')!.weights.forEach((weight, c) => {
    expect(Math.abs(weight - expected[c]!)).toBeLessThan(1e-6 * Math.max(1, Math.abs(expected[c]!)));
  });
});

test('runs of one window wait for each other and share their samples; one that is cancelled leaves the other alone', async () => {
  const run = new ExplanationRun(await explainedWindow(), model, settings, compute);
  const control = new AbortController();
  const first = run.run({ ...settings, samples: 2000 }, { signal: control.signal });
  const second = run.run({ ...settings, samples: 100 });
  setTimeout(() => control.abort(), 30);
  await expect(first).rejects.toMatchObject({ code: 'cancelled' });
  const found = await second;
  expect(found.samples).toBeGreaterThanOrEqual(101);
  const trust = await run.trust(found, 'valence');
  expect(['solid', 'fair', 'weak']).toContain(trust.badge);
});

test('a failure of the CPU itself is the caller’s', async () => {
  const broken: Model = {
    ...model,
    run: () => Promise.reject(new MezzoError('model_invalid', 'The model cannot be run.')),
  };
  const run = new ExplanationRun(await explainedWindow(), broken, settings, compute);
  await expect(run.run(settings)).rejects.toMatchObject({ code: 'model_invalid' });
  expect(run.samples).toBe(0);
});
