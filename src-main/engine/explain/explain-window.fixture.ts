import type { NamedValues } from '../../../src-preload/contract/domain.ts';
import type { Compute } from '../jobs/compute.ts';
import type { ComponentExtent } from './components.ts';
import type { Estimator } from './estimator.ts';
import { type RunOptions, WindowExplaining, type WindowExplanation } from './explain.ts';
import type { Fill } from './fill.ts';
import type { SpectrogramAxes } from './geometry.ts';
import { lime } from './lime.ts';
import type { Segmenter } from './segmenter.ts';
import { cutWindow } from './spectrogram-components.ts';
import type { Targets } from './targets.ts';

/** Mid-level values [rows × features] of the windows in `batch`; the model has one position, which sees the whole window. */
export type PredictFeatures = (batch: Float32Array, rows: number) => Promise<Float32Array>;

export interface ExplainRequest extends Omit<RunOptions, 'onProgress'> {
  readonly spectrogram: Float32Array;
  readonly frames: number;
  readonly bands: number;
  readonly axes: SpectrogramAxes;
  readonly segmenter: Segmenter;
  readonly params: NamedValues;
  readonly fill: Fill;
  readonly silence: number;
  readonly seed: number;
  readonly targets: Targets;
  readonly predict: PredictFeatures;
  readonly compute: Compute;
  readonly estimator?: Estimator;
  readonly onProgress?: RunOptions['onProgress'];
}

export interface ExplainedSegmentWindow extends WindowExplanation {
  readonly labels: Int32Array;
  readonly segments: readonly ComponentExtent[];
}

/** Cuts a window and explains it in one go. */
export async function explainWindow(request: ExplainRequest): Promise<ExplainedSegmentWindow> {
  const { spectrogram: values, frames, bands, axes, silence, samples, predict } = request;
  const { labels, components } = await cutWindow({ values, frames, bands, axes, silence }, request);
  const explaining = new WindowExplaining(
    {
      ...request,
      components,
      estimator: request.estimator ?? lime,
      positions: { count: 1, stride: 1, receptiveField: frames },
      predict: async (batch) => {
        const midLevel = await predict(batch.windows(), batch.rows);
        return { midLevel, positionMap: midLevel };
      },
    },
    samples,
  );
  return { ...(await explaining.run(request)), labels, segments: components.extents };
}
