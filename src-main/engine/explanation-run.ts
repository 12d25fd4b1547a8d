import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import type { Answers } from './explain/estimator.ts';
import { findEstimator } from './explain/estimators.ts';
import { type ExplainStep, WindowExplaining, type WindowExplanation } from './explain/explain.ts';
import { GROUPS } from './explain/lime.ts';
import type { SegmentedWindow } from './explain/perturbation.ts';
import { ACCELERATED_BATCH, BATCH, type MaskedBatch, type Predict } from './explain/sampler.ts';
import type { Targets } from './explain/targets.ts';
import { measureTrust, type Trust } from './explain/trust.ts';
import type { ExplainedWindow } from './explained-window.ts';
import type { Compute } from './jobs/compute.ts';
import { loadModel, type Model } from './model/model.ts';
import { openPerturbedGraph, type PerturbedGraph } from './model/perturbed-graph.ts';
import { positionCount } from './model/positions.ts';
import { PARITY_TOLERANCE } from './model/provider.ts';

/** How far a run is. */
export interface ExplainProgress {
  readonly step: ExplainStep | 'prediction' | 'segments' | 'trust';
  readonly done: number;
  readonly total: number;
}

export type RunSettings = Pick<
  ExplanationSettings,
  'samples' | 'seed' | 'estimator' | 'stability' | 'feature'
>;

export interface RunListener {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ExplainProgress) => void) | undefined;
  readonly onPicture?: ((explanation: WindowExplanation) => void) | undefined;
}

/**
 * One window asked about again and again: every run goes on from the samples there are, and answers for every feature and emotion.
 * Runs of one window wait for each other. When an accelerator fails the rest is asked of the CPU, and `providerLost` says so.
 */
export class ExplanationRun {
  readonly window: ExplainedWindow;
  readonly model: Model;
  readonly seed: number;
  readonly estimator: string;
  readonly #compute: Compute;
  readonly #targets: Targets;
  readonly #explaining: WindowExplaining;
  #last: Promise<unknown> = Promise.resolve();
  #substitute: Promise<Model> | null = null;
  #inGraph: Promise<PerturbedGraph | null> | null = null;
  #elapsedMs = 0;
  #providerLost: string | null = null;

  constructor(
    window: ExplainedWindow,
    model: Model,
    { samples, seed, estimator }: Pick<RunSettings, 'samples' | 'seed' | 'estimator'>,
    compute: Compute,
  ) {
    const { manifest } = model;
    this.window = window;
    this.model = model;
    this.seed = seed;
    this.estimator = findEstimator(estimator).name;
    this.#compute = compute;
    this.#targets = {
      midLevel: manifest.midLevel.map(({ name }) => name),
      emotions: manifest.emotions.map(({ name }) => name),
      head: manifest.head,
    };
    this.#explaining = new WindowExplaining(
      {
        components: window.components,
        estimator: findEstimator(estimator),
        targets: this.#targets,
        positions: {
          count: positionCount(window.spectrogram.frames, manifest.positions),
          ...manifest.positions,
        },
        seed,
        predict: this.#predict,
        compute,
        batch: model.provider === 'cpu' ? BATCH : ACCELERATED_BATCH,
      },
      samples,
    );
  }

  get samples(): number {
    return this.#explaining.samples;
  }

  /** About what it holds in memory. */
  get bytes(): number {
    const { components, labels, spectrogram } = this.window;
    const batches = BATCH * (4 * components.cells + components.count);
    const sums = this.estimator === 'local' ? 0 : 8 * GROUPS * components.count ** 2;
    return batches + sums + labels.byteLength + spectrogram.values.byteLength;
  }

  /** Time spent sampling and fitting so far. */
  get elapsedMs(): number {
    return this.#elapsedMs;
  }

  /** Why the rest of the samples came from the CPU, a sentence, or null. */
  get providerLost(): string | null {
    return this.#providerLost;
  }

  /** Samples as the settings say, waiting for runs that began before. */
  run(settings: RunSettings, listener: RunListener = {}): Promise<WindowExplanation> {
    return this.#inTurn(() => this.#run(settings, listener), listener.signal);
  }

  /** What was sampled, to go on from after a restart. */
  save(): Promise<Uint8Array | null> {
    return this.#inTurn(async () => this.#explaining.save());
  }

  /** Goes on from what a run of the very same question saved. */
  restore(bytes: Uint8Array): void {
    this.#explaining.restore(bytes);
  }

  /** The weights of the samples there are. */
  weights(): Promise<WindowExplanation> {
    return this.#inTurn(() => this.#explaining.weights());
  }

  /** Tests what the weights of one feature or emotion say. */
  trust(explanation: WindowExplanation, target: string, signal?: AbortSignal): Promise<Trust> {
    return this.#inTurn(
      () =>
        measureTrust(explanation, {
          components: this.window.components,
          targets: this.#targets,
          target,
          seed: this.seed,
          predict: this.#predict,
          signal,
        }),
      signal,
    );
  }

  async #run(
    { samples, stability, feature }: RunSettings,
    listener: RunListener,
  ): Promise<WindowExplanation> {
    const { signal, onProgress, onPicture } = listener;
    const began = performance.now();
    try {
      return await this.#explaining.run({
        samples,
        enough: stability === null ? undefined : { target: feature, stability },
        signal,
        onProgress: (step, done, total) => onProgress?.({ step, done, total }),
        onPicture: onPicture && ((picture) => onPicture(picture)),
      });
    } finally {
      this.#elapsedMs += performance.now() - began;
    }
  }

  async #inTurn<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const before = this.#last;
    const next = (async () => {
      await before.catch(() => {});
      if (signal?.aborted) throw new MezzoError('cancelled', 'The explanation was cancelled.');
      return work();
    })();
    this.#last = next;
    return next;
  }

  readonly #predict: Predict = async (batch) => {
    if (this.#substitute) return this.#ask(await this.#substitute, batch);
    try {
      const perturbed = await this.#perturbed();
      return await (perturbed ? perturbed.run(batch.masks, batch.rows) : this.#ask(this.model, batch));
    } catch (cause) {
      const { code, message } = MezzoError.from(cause);
      if (code !== 'provider_unavailable') throw cause;
      this.#providerLost = `After ${this.samples} samples ${message} The rest was asked of the CPU.`;
      this.#substitute = loadModel(this.model.folder, { provider: 'cpu', compute: this.#compute });
      return this.#ask(await this.#substitute, batch);
    }
  };

  #ask(model: Model, batch: MaskedBatch): Promise<Answers> {
    return model.run(batch.windows(), batch.rows, this.window.spectrogram.frames);
  }

  /**
   * On an accelerator the perturbation is part of the graph, so that masks travel and not spectrograms; on the CPU composing first is
   * faster (docs/decisions/explanation.md). Null where it is not used, or cannot be.
   */
  #perturbed(): Promise<PerturbedGraph | null> {
    const { segmented } = this.window.components;
    if (this.model.provider === 'cpu' || !segmented) return Promise.resolve(null);
    this.#inGraph ??= this.#openPerturbed(segmented).catch(() => null);
    return this.#inGraph;
  }

  /** Null when its answer to the whole window is not the model's. */
  async #openPerturbed(segmented: SegmentedWindow): Promise<PerturbedGraph | null> {
    const graph = await openPerturbedGraph(this.model, segmented);
    const { frames, values } = this.window.spectrogram;
    const [masked, plain] = [
      await graph.run(new Uint8Array(segmented.segments).fill(1), 1),
      await this.model.run(values, 1, frames),
    ];
    const agrees = masked.positionMap.every(
      (value, i) => Math.abs(value - plain.positionMap[i]!) <= PARITY_TOLERANCE,
    );
    if (agrees) return graph;
    await graph[Symbol.asyncDispose]();
    return null;
  }
}
