import { setImmediate } from 'node:timers/promises';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Components } from './components.ts';
import type { Answers, Estimation } from './estimator.ts';

/** How many perturbed windows go to the model at once: on the CPU few, so that a cancel is heard soon. */
export const BATCH = 16;
/** On an accelerator many, so that its units have something to do. */
export const ACCELERATED_BATCH = 256;

/** Masks to be answered, and the windows they make. */
export interface MaskedBatch {
  /** [≥ rows × components] */
  readonly masks: Uint8Array;
  readonly rows: number;
  /** The perturbed windows, [rows × cells], composed now; the array is used again for the next batch. */
  windows(): Float32Array;
}

/** The model's answers to a batch. */
export type Predict = (batch: MaskedBatch) => Promise<Answers>;

/** Batches over components, in memory that is used again and again. */
export function batchOf(components: Components, size = BATCH): MaskedBatch & { rows: number } {
  const masks = new Uint8Array(size * components.count);
  let windows: Float32Array | null = null;
  return {
    masks,
    rows: 0,
    windows() {
      windows ??= new Float32Array(size * components.cells);
      components.compose(masks, this.rows, windows);
      return windows.subarray(0, this.rows * components.cells);
    },
  };
}

/**
 * Draws masks, asks the model and hands its answers to an estimation. It can be stopped between two batches, by a cancel or a failure
 * too, and goes on later as if it had never stopped.
 */
export class Sampler {
  readonly #components: Components;
  readonly #estimation: Estimation;
  readonly #size: number;
  /** Its rows are drawn and not yet answered. */
  readonly #batch: MaskedBatch & { rows: number };

  constructor(components: Components, estimation: Estimation, size = BATCH) {
    this.#components = components;
    this.#estimation = estimation;
    this.#size = size;
    this.#batch = batchOf(components, size);
  }

  get samples(): number {
    return this.#estimation.samples;
  }

  /**
   * Takes one batch, at most up to `total` samples in all. Throws `model_untrusted` when the model's answer is no answer; then, and when
   * `predict` throws, the batch waits for the next try.
   */
  async step(total: number, predict: Predict): Promise<void> {
    const batch = this.#batch;
    if (batch.rows === 0) this.#draw(Math.min(this.#size, total - this.samples));
    const answers = await predict(batch);
    checkAnswers(answers, batch.rows);
    this.#estimation.add(batch.masks, answers, batch.rows);
    batch.rows = 0;
    // Lets a cancel through even when the model answers at once.
    await setImmediate();
  }

  #draw(rows: number): void {
    const n = this.#components.count;
    for (let i = 0; i < rows; i++) this.#estimation.next(this.#batch.masks.subarray(i * n, (i + 1) * n));
    this.#batch.rows = rows;
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
