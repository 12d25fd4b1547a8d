import { deserialize, serialize } from 'node:v8';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Compute } from '../jobs/compute.ts';
import type { Components } from './components.ts';
import type { Estimation, Estimator, Problem } from './estimator.ts';
import { type Predict, Sampler } from './sampler.ts';
import type { Surrogate } from './surrogate.ts';
import { type Targets, targetNames } from './targets.ts';

/** Changes when the sums of an estimator mean something else. */
const SAVED_VERSION = 1;

/** The regression holds components² numbers: 288 MB at this many. */
export const MOST_COMPONENTS = 6000;

export type ExplainStep = 'samples' | 'surrogate';

export interface WindowQuestion {
  readonly components: Components;
  readonly estimator: Estimator;
  readonly targets: Targets;
  readonly positions: Problem['positions'];
  readonly seed: number;
  readonly predict: Predict;
  readonly compute: Compute;
  /** Windows a batch; BATCH unless said otherwise. */
  readonly batch?: number | undefined;
}

export interface RunOptions {
  /** 1 … 10 000 000 perturbed windows, the unperturbed one included, those already taken counted in. */
  readonly samples: number;
  /** Stop when the weights of this target are as stable as asked, 0 … 1; see Surrogate. */
  readonly enough?: { readonly target: string; readonly stability: number } | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: ExplainStep, done: number, total: number) => void) | undefined;
  /** Told the weights so far, at growing numbers of samples; the work waits for it. */
  readonly onPicture?: ((explanation: WindowExplanation) => Promise<void> | void) | undefined;
}

export interface WindowExplanation {
  /** Perturbed windows the model was asked about; fewer than requested when all 2ⁿ masks are fewer. */
  readonly samples: number;
  /** What was asked for, in whole groups of the estimator. */
  readonly total: number;
  /** True when every possible mask was used, so that nothing depends on the seed. */
  readonly exhaustive: boolean;
  /** One surrogate for every mid-level feature and emotion, by name. */
  readonly surrogates: ReadonlyMap<string, Surrogate>;
}

/** Pictures may take this share of the time: fitting many components is slow. */
const PICTURE_SHARE = 0.1;

/** Samples at which the weights are first looked at; then each time there are half as many again. */
const FIRST_LOOK = 192;
const LOOK_GROWTH = 1.5;

/**
 * The explanation of one window, made step by step: asks the model about windows with random components switched off, and fits a
 * linear surrogate to every mid-level feature and emotion (LIME: Ribeiro et al. 2016; for music Haunschmid et al. 2019). What was
 * sampled stays: after a cancel, a failure or the end `run` goes on from there. The same question gives the same numbers for the same number of
 * samples as long as the model does.
 */
export class WindowExplaining {
  readonly #question: WindowQuestion;
  #estimation: Estimation;
  #sampler: Sampler;

  /** Throws `bad_request` for a seed that is none or too many components. `samples` are those of the first run. */
  constructor(question: WindowQuestion, samples: number) {
    const { seed, components } = question;
    if (!Number.isSafeInteger(seed) || seed < 0)
      throw new MezzoError('bad_request', `A seed is a whole number from 0 to 2^53 − 1, not ${seed}.`);
    if (components.count > MOST_COMPONENTS) {
      throw new MezzoError(
        'bad_request',
        `The window falls into ${components.count} segments; ${MOST_COMPONENTS} can be explained. Choose a coarser segmenter.`,
      );
    }
    this.#question = question;
    this.#estimation = question.estimator.begin(question, checked(samples));
    this.#sampler = new Sampler(components, this.#estimation, question.batch);
  }

  get samples(): number {
    return this.#estimation.samples;
  }

  /**
   * Samples up to `samples` in all, or until the weights are stable enough.
   * Throws `cancelled` at the next batch after the signal is aborted, `bad_request` for a number of samples that is none,
   * `model_untrusted` if the model answers wrongly, and what `predict` throws.
   */
  async run(options: RunOptions): Promise<WindowExplanation> {
    const { signal, onProgress, onPicture, enough } = options;
    this.#prepare(checked(options.samples));
    const total = this.#estimation.total(options.samples);
    let look = FIRST_LOOK;
    while (look <= this.samples) look *= LOOK_GROWTH;
    const began = performance.now();
    let drawing = 0;
    while (this.samples < total) {
      throwIfCancelled(signal);
      await this.#sampler.step(total, this.#question.predict);
      onProgress?.('samples', this.samples, total);
      if (this.samples < look || this.samples >= total) continue;
      look = this.samples * LOOK_GROWTH;
      if (!onPicture && !enough) continue;
      // Where a run may stop must not hang on the clock; what is only shown may.
      const now = performance.now();
      if (!enough && drawing > PICTURE_SHARE * (now - began)) continue;
      const picture = await this.weights(total, signal);
      await onPicture?.(picture);
      drawing += performance.now() - now;
      if (enough && (picture.surrogates.get(enough.target)?.stability ?? 0) >= enough.stability)
        return picture;
    }
    throwIfCancelled(signal);
    onProgress?.('surrogate', 0, 1);
    const explanation = await this.weights(total, signal);
    onProgress?.('surrogate', 1, 1);
    return explanation;
  }

  /** What was sampled, for `restore` in another process; null when it is not worth keeping. */
  save(): Uint8Array | null {
    const state = this.#estimation.save();
    return state && serialize({ version: SAVED_VERSION, state });
  }

  /** Goes on from what the very same question saved. Bytes of another version are left alone. */
  restore(bytes: Uint8Array): void {
    const { version, state } = deserialize(bytes) as { version: number; state: object };
    if (version === SAVED_VERSION && !this.#estimation.exhaustive) this.#estimation.restore(state);
  }

  /** The weights of the samples so far. */
  async weights(total = this.samples, signal?: AbortSignal): Promise<WindowExplanation> {
    const { targets, compute } = this.#question;
    const surrogates = await this.#estimation.estimate(compute, signal);
    return {
      samples: this.samples,
      total,
      exhaustive: this.#estimation.exhaustive,
      surrogates: new Map(targetNames(targets).map((name, i) => [name, surrogates[i]!])),
    };
  }

  /** Few components: once more samples are asked for than there are masks, the masks drawn so far are replaced by all there are. */
  #prepare(samples: number): void {
    const { components, estimator } = this.#question;
    if (this.#estimation.exhaustive || 2 ** components.count > samples) return;
    this.#estimation = estimator.begin(this.#question, samples);
    this.#sampler = new Sampler(components, this.#estimation, this.#question.batch);
  }
}

function checked(samples: number): number {
  if (Number.isInteger(samples) && samples >= 1 && samples <= 1e7) return samples;
  throw new MezzoError('bad_request', `An explanation takes 1 to 10 000 000 samples, not ${samples}.`);
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new MezzoError('cancelled', 'The explanation was cancelled.');
}
