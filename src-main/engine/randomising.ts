import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { spearman } from './explain/agreement.ts';
import { findEstimator } from './explain/estimators.ts';
import { WindowExplaining } from './explain/explain.ts';
import { Random } from './explain/random.ts';
import type { ExplainedWindow } from './explained-window.ts';
import type { Compute } from './jobs/compute.ts';
import type { Model } from './model/model.ts';
import { openModelGraph } from './model/model-graph.ts';
import { positionCount } from './model/positions.ts';
import { shuffledWeights } from './model/shuffled-weights.ts';
import type { WaitOptions } from './shared-work.ts';

const SHUFFLES = 2;
const MOST_SAMPLES = 1100;

export interface RandomisationRequest {
  readonly model: Model;
  readonly window: ExplainedWindow;
  readonly feature: string;
  /** The explanation's own weights. */
  readonly weights: readonly number[];
  readonly estimator: string;
  readonly samples: number;
  readonly seed: number;
  readonly compute: Compute;
}

/**
 * Does the explanation depend on what the network learned (Adebayo et al. 2018)? The window is explained for the same network with
 * its weights in random order; returns the largest |rank correlation| with the real weights. Near 0 is as it should be.
 */
export async function randomisationCheck(
  { model, window, feature, weights, estimator, samples, seed, compute }: RandomisationRequest,
  { signal, onProgress }: WaitOptions = {},
): Promise<number> {
  const { manifest, folder } = model;
  const bytes = await readFile(join(folder, manifest.graph.file));
  const { frames } = window.spectrogram;
  const random = new Random(seed);
  const wanted = Math.min(samples, MOST_SAMPLES);
  let largest = 0;
  for (let shuffle = 0; shuffle < SHUFFLES; shuffle++) {
    await using graph = await openModelGraph(
      shuffledWeights(bytes, () => random.next()),
      manifest,
      'cpu',
    );
    const explaining = new WindowExplaining(
      {
        components: window.components,
        estimator: findEstimator(estimator),
        targets: {
          midLevel: manifest.midLevel.map(({ name }) => name),
          emotions: manifest.emotions.map(({ name }) => name),
          head: manifest.head,
        },
        positions: { count: positionCount(frames, manifest.positions), ...manifest.positions },
        seed,
        predict: (batch) => graph.run(batch.windows(), batch.rows, frames),
        compute,
      },
      wanted,
    );
    const { surrogates } = await explaining.run({
      samples: wanted,
      signal,
      onProgress: (_, done, total) => onProgress?.((shuffle + done / total) / SHUFFLES),
    });
    largest = Math.max(largest, Math.abs(spearman(weights, surrogates.get(feature)!.weights)));
  }
  return largest;
}
