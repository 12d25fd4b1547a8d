import { MezzoError } from '../../src-preload/contract/errors.ts';

/**
 * Ends whatever waits for an engine that is gone. Some ways to the engine fall silent instead of closing; a call in
 * flight would then wait for ever.
 */
export class LossGuard {
  readonly #waiting = new Set<(error: MezzoError) => void>();
  #loss: MezzoError | null = null;

  constructor(closed: Promise<string>) {
    void closed.then((sentence) => {
      this.#loss = new MezzoError('engine_lost', sentence);
      for (const reject of this.#waiting) reject(this.#loss);
      this.#waiting.clear();
    });
  }

  /** Settles as the promise does, or rejects with `engine_lost` when the engine goes first. */
  watch<T>(promise: Promise<T>): Promise<T> {
    if (this.#loss !== null) {
      promise.catch(() => {});
      return Promise.reject(this.#loss);
    }
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      promise.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
