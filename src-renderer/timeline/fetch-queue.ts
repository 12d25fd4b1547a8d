interface Job {
  readonly key: string;
  readonly controller: AbortController;
}

/**
 * Fetches what is wanted now, a few at a time, the first wanted first. What is no longer wanted is cancelled; what failed is
 * tried again after `retryAfterMs`, if it is still wanted.
 */
export class FetchQueue<T> implements Disposable {
  readonly #fetch: (key: string, signal: AbortSignal) => Promise<T>;
  readonly #onValue: (key: string, value: T) => void;
  readonly #atOnce: number;
  readonly #retryAfterMs: number;
  readonly #now: () => number;
  readonly #running = new Map<string, Job>();
  readonly #failedAt = new Map<string, number>();
  #retry: ReturnType<typeof setTimeout> | undefined;
  #wanted: readonly string[] = [];
  #disposed = false;

  constructor(
    fetch: (key: string, signal: AbortSignal) => Promise<T>,
    onValue: (key: string, value: T) => void,
    { atOnce = 4, retryAfterMs = 2000, now = () => performance.now() } = {},
  ) {
    this.#fetch = fetch;
    this.#onValue = onValue;
    this.#atOnce = atOnce;
    this.#retryAfterMs = retryAfterMs;
    this.#now = now;
  }

  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Says what is wanted and not there yet, most urgent first. */
  want(keys: readonly string[]): void {
    this.#wanted = keys;
    const wanted = new Set(keys);
    for (const [key, job] of this.#running) {
      if (wanted.has(key)) continue;
      this.#running.delete(key);
      job.controller.abort();
    }
    this.#next();
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    clearTimeout(this.#retry);
    this.want([]);
  }

  #next(): void {
    for (const key of this.#wanted) {
      if (this.#disposed || this.#running.size >= this.#atOnce) return;
      const failedAt = this.#failedAt.get(key);
      const resting = failedAt !== undefined && this.#now() - failedAt < this.#retryAfterMs;
      if (!this.#running.has(key) && !resting) void this.#start(key);
    }
  }

  async #start(key: string): Promise<void> {
    const job: Job = { key, controller: new AbortController() };
    this.#running.set(key, job);
    try {
      const value = await this.#fetch(key, job.controller.signal);
      if (this.#running.get(key) !== job) return;
      this.#failedAt.delete(key);
      this.#wanted = this.#wanted.filter((one) => one !== key);
      this.#onValue(key, value);
    } catch {
      if (!job.controller.signal.aborted) this.#fail(key);
    } finally {
      if (this.#running.get(key) === job) this.#running.delete(key);
      this.#next();
    }
  }

  #fail(key: string): void {
    this.#failedAt.set(key, this.#now());
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => this.#next(), this.#retryAfterMs);
  }
}
