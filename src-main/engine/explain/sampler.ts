import { setImmediate } from 'node:timers/promises';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Components } from './components.ts';
import type { Answers, Estimation } from './estimator.ts';

/** How many perturbed windows go to the model at once. */
export const BATCH = 16;

/** The model's answers to `rows` windows in `batch` [≥ rows × cells]. The batch is not changed until the promise settles. */
export type Predict = (batch: Float32Array, rows: number) => Promise<Answers>;

/** A batch of masks and the windows they make; two of them, so that one is composed while the model hears the other. */
interface Batch {
  readonly masks: Uint8Array;
  readonly windows: Float32Array;
  rows: number;
}

/**
 * Draws masks, composes windows, asks the model and hands its answers to an estimation. It can be stopped between two batches, by a
 * cancel or a failure too, and goes on later as if it had never stopped.
 */
export class Sampler {
  readonly #components: Components;
  readonly #estimation: Estimation;
  /** Composed and not yet answered. */
  #ready: Batch;
  #spare: Batch;

  constructor(components: Components, estimation: Estimation) {
    this.#components = components;
    this.#estimation = estimation;
    const batch = (): Batch => ({
      masks: new Uint8Array(BATCH * components.count),
      windows: new Float32Array(BATCH * components.cells),
      rows: 0,
    });
    [this.#ready, this.#spare] = [batch(), batch()];
  }

  get samples(): number {
    return this.#estimation.samples;
  }

  /**
   * Takes one batch, at most up to `total` samples in all. Throws `model_untrusted` when the model's answer is no answer; then, and when
   * `predict` throws, the batch waits for the next try.
   */
  async step(total: number, predict: Predict): Promise<void> {
    if (this.#ready.rows === 0) this.#compose(this.#ready, total - this.samples);
    const { masks, windows, rows } = this.#ready;
    const asked = predict(windows, rows);
    // The caller hears of a failure below; composing the next batch must not be where it surfaces.
    asked.catch(() => {});
    if (this.#spare.rows === 0) this.#compose(this.#spare, total - this.samples - rows);
    const answers = await asked;
    checkAnswers(answers, rows);
    this.#estimation.add(masks, answers, rows);
    this.#ready.rows = 0;
    [this.#ready, this.#spare] = [this.#spare, this.#ready];
    // Lets a cancel through even when the model answers at once.
    await setImmediate();
  }

  #compose(batch: Batch, left: number): void {
    const n = this.#components.count;
    batch.rows = Math.max(0, Math.min(left, BATCH));
    for (let i = 0; i < batch.rows; i++) this.#estimation.next(batch.masks.subarray(i * n, (i + 1) * n));
    this.#components.compose(batch.masks, batch.rows, batch.windows);
  }
}

function checkAnswers({ midLevel, positionMap }: Answers, rows: number): void {
  const finite = midLevel.every(Number.isFinite) && positionMap.every(Number.isFinite);
  if (rows > 0 && finite && midLevel.length >= rows && positionMap.length >= midLevel.length) return;
  throw new MezzoError(
    'model_untrusted',
    'The model gave no finite number for a window with parts switched off. Verify the model or choose another.',
  );
}
