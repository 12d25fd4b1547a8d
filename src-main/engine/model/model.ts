import type { Check } from '../../../src-preload/contract/domain.ts';
import { type Examination, type ExamineOptions, examine } from './admission.ts';
import type { Manifest } from './manifest.ts';
import type { ModelOutput, RunOptions } from './model-graph.ts';
import type { Provider } from './session.ts';

/** A model that has passed every check and is ready to judge. Whoever loads it disposes of it. */
export interface Model extends AsyncDisposable {
  readonly folder: string;
  readonly manifest: Manifest;
  /** The model card, Markdown. */
  readonly card: string;
  readonly provider: Provider;
  /** Why the provider is not the one asked for, or null. */
  readonly fallbackReason: string | null;
  readonly checks: readonly Check[];
  /**
   * Judges `batch` spectrograms of `frames` frames each, [batch × frames × bands] in one array; frames ≥ receptive field.
   * The runtime holds this thread while it works: keep a batch under about a tenth of a second.
   */
  run(spectrograms: Float32Array, batch: number, frames: number, options?: RunOptions): Promise<ModelOutput>;
}

/** Opens the model in a folder. Throws a MezzoError that names the failing check. */
export async function loadModel(folder: string, options: ExamineOptions): Promise<Model> {
  const examination = await examine(folder, options);
  const model = modelOf(folder, examination);
  if (model) return model;
  throw examination.error ?? new TypeError('An examination without an error has a graph.');
}

/** The model that an examination has opened, or null when a check failed. Takes over the graph. */
export function modelOf(folder: string, { checks, manifest, card, chosen }: Examination): Model | null {
  if (!manifest || !chosen) return null;
  const { graph, fallbackReason } = chosen;
  return {
    folder,
    manifest,
    card,
    provider: graph.provider,
    fallbackReason,
    checks,
    run: (spectrograms, batch, frames, options) => graph.run(spectrograms, batch, frames, options),
    [Symbol.asyncDispose]: () => graph[Symbol.asyncDispose](),
  };
}
