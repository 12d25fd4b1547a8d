import { availableParallelism } from 'node:os';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Model } from './model.ts';
import { readModelFiles } from './model-folder.ts';
import { PERTURBED_INPUTS, perturbedOnnx } from './perturbed-onnx.ts';
import { positionCount } from './positions.ts';
import { openGraph, type Provider } from './session.ts';

/** A window cut into segments, with what stands in each that is off. */
export interface PerturbedWindow {
  /** [frames × bands] */
  readonly values: Float32Array;
  /** Segment of each cell, [frames × bands]. */
  readonly labels: Int32Array;
  readonly segments: number;
  /** [segments] */
  readonly fill: Float32Array;
}

/** A model that takes masks over the segments of one window and perturbs it by itself. */
export interface PerturbedGraph extends AsyncDisposable {
  readonly provider: Provider;
  /**
   * Answers to `rows` masks [rows × segments]. Throws `provider_unavailable` when an accelerator fails, `model_invalid` when the CPU
   * does.
   */
  run(
    masks: Uint8Array,
    rows: number,
  ): Promise<{ readonly midLevel: Float32Array; readonly positionMap: Float32Array }>;
}

/** Opens a model for one window on the provider it runs on. Rejects with the runtime's own error when that cannot be. */
export async function openPerturbedGraph(model: Model, window: PerturbedWindow): Promise<PerturbedGraph> {
  const { manifest, folder, provider } = model;
  const { graph } = await readModelFiles(folder, manifest);
  const session = await openGraph(perturbedOnnx(graph, manifest.graph.input), {
    provider,
    threads: availableParallelism(),
  });
  const bands = manifest.frontEnd.bands.count;
  const frames = window.values.length / bands;
  const positions = positionCount(frames, manifest.positions);
  const features = manifest.midLevel.length;
  const fixed = {
    [PERTURBED_INPUTS.window]: { data: window.values, dims: [frames, bands] },
    [PERTURBED_INPUTS.labels]: { data: window.labels, dims: [frames, bands] },
    [PERTURBED_INPUTS.fill]: { data: window.fill, dims: [window.segments] },
  };
  const wanted = [manifest.graph.midLevel, manifest.graph.positionMap];
  return {
    provider,
    async run(masks, rows) {
      const data = masks.subarray(0, rows * window.segments);
      const feeds = { ...fixed, [PERTURBED_INPUTS.masks]: { data, dims: [rows, window.segments] } };
      const answers = await session.run(feeds, wanted).catch((cause: unknown) => {
        throw failure(provider, manifest.id, cause);
      });
      const midLevel = answers[manifest.graph.midLevel]!.data;
      const positionMap = answers[manifest.graph.positionMap]!.data;
      if (midLevel.length !== rows * features || positionMap.length !== rows * positions * features)
        throw failure(provider, manifest.id, new RangeError('its answer has another shape than it should'));
      return { midLevel, positionMap };
    },
    [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
  };
}

function failure(provider: Provider, model: string, cause: unknown): MezzoError {
  const detail = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!.slice(0, 300);
  return provider === 'cpu'
    ? new MezzoError('model_invalid', `The model “${model}” cannot be run with masks (${detail}).`, { cause })
    : new MezzoError(
        'provider_unavailable',
        `${provider} failed while it ran the model “${model}” (${detail}).`,
        { cause },
      );
}
