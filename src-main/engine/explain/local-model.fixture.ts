import type { Components } from './components.ts';
import { inlineCompute } from './compute.fixture.ts';
import type { Estimator } from './estimator.ts';
import { WindowExplaining, type WindowExplanation } from './explain.ts';
import { Random } from './random.ts';
import type { MaskedBatch } from './sampler.ts';
import type { Targets } from './targets.ts';

/** A model that is local in time, whose weights are known: a polynomial of the masks at each position. */

const PER_FRAME_STEP = 2;
export const positions = { count: 9, stride: 5, receptiveField: 20 };

/** 30 components of four frames each, two at a time; a window holds the mask itself. */
export const components: Components = {
  count: 30,
  extents: Array.from({ length: 30 }, () => ({
    timeRange: [0, 1] as [number, number],
    frequencyRange: [20, 40] as [number, number],
    cells: 4,
    source: null,
  })),
  firstFrame: Int32Array.from({ length: 30 }, (_, c) => Math.floor(c / PER_FRAME_STEP) * 4),
  endFrame: Int32Array.from({ length: 30 }, (_, c) => Math.floor(c / PER_FRAME_STEP) * 4 + 4),
  loudness: Float64Array.from({ length: 30 }, (_, c) => 30 - c),
  cells: 30,
  segmented: null,
  compose: (masks, rows, out) => {
    for (let i = 0; i < rows * 30; i++) out[i] = masks[i]!;
  },
};

interface Term {
  readonly position: number;
  readonly of: readonly number[];
  readonly factor: number;
}

/** Two features: sums of single components, pairs and triples within sight of a position. */
const terms: Term[][] = [1, 2].map((seed) => {
  const random = new Random(seed);
  const unit = () => random.next() / 2 ** 31 - 1;
  return Array.from({ length: positions.count }, (_, position) => {
    const [first, end] = [
      position * positions.stride,
      position * positions.stride + positions.receptiveField,
    ];
    const seen = Array.from({ length: 30 }, (_, c) => c).filter(
      (c) => components.firstFrame[c]! < end && components.endFrame[c]! > first,
    );
    const any = () => seen[random.next() % seen.length]!;
    return [
      ...seen.map((c) => ({ position, of: [c], factor: unit() })),
      ...Array.from({ length: 12 }, () => ({ position, of: [any(), any()], factor: unit() })),
      ...Array.from({ length: 12 }, () => ({ position, of: [any(), any(), any()], factor: unit() })),
    ].map((term) => ({ ...term, of: [...new Set(term.of)] }));
  }).flat();
});

export const targets: Targets = {
  midLevel: ['dissonance', 'articulation'],
  emotions: ['valence'],
  head: { weights: [[-0.7, 0.2]], intercept: [0.1] },
};

/** The weights at which every estimator should arrive on average, [30]: the change of the mean when a component is switched on. */
export function trueWeights(feature: 0 | 1): Float64Array {
  const weights = new Float64Array(30);
  for (const { of, factor } of terms[feature]!)
    for (const c of of) weights[c]! += factor / 2 ** (of.length - 1) / positions.count;
  return weights;
}

export async function predict(batch: MaskedBatch) {
  const { rows } = batch;
  const windows = batch.windows();
  const positionMap = new Float32Array(rows * positions.count * 2);
  const midLevel = new Float32Array(rows * 2);
  for (let i = 0; i < rows; i++) {
    for (const feature of [0, 1] as const) {
      for (const { position, of, factor } of terms[feature]!) {
        if (of.every((c) => windows[i * 30 + c] === 1))
          positionMap[(i * positions.count + position) * 2 + feature]! += factor;
      }
      for (let p = 0; p < positions.count; p++)
        midLevel[i * 2 + feature]! += positionMap[(i * positions.count + p) * 2 + feature]! / positions.count;
    }
  }
  return { positionMap, midLevel };
}

export function explaining(estimator: Estimator, samples: number, seed: number): WindowExplaining {
  return new WindowExplaining(
    { components, estimator, targets, positions, seed, predict, compute: inlineCompute },
    samples,
  );
}

export function explained(estimator: Estimator, samples: number, seed: number): Promise<WindowExplanation> {
  return explaining(estimator, samples, seed).run({ samples });
}
