import { LeastRecent } from './least-recent.ts';

/** `Progress` is what a job tells while it runs: a fraction of 0 … 1 unless said otherwise. */
export interface WaitOptions<Progress = number> {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: Progress) => void) | undefined;
}

interface Job<Value, Progress> {
  readonly result: Promise<Value>;
  readonly stop: AbortController;
  readonly listeners: Set<(progress: Progress) => void>;
  waiting: number;
  settled: boolean;
  bytes: number;
}

export interface SharedWorkOptions<Value> {
  /** How many results are kept. */
  readonly limit: number;
  /** Bytes a result holds, and how many all results may hold together; the newest is always kept. */
  readonly bytesOf: (value: Value) => number;
  readonly maxBytes: number;
}

/**
 * Results by key, each made once however many ask for it at the same time. One who gives up leaves the others their result; the
 * work is stopped when nobody waits for it any more. Failures are not kept.
 */
export class SharedWork<Value, Progress = number> {
  readonly #jobs: LeastRecent<Job<Value, Progress>>;

  readonly #options: SharedWorkOptions<Value>;

  constructor(options: SharedWorkOptions<Value>) {
    this.#options = options;
    this.#jobs = new LeastRecent(options.limit);
  }

  async get(
    key: string,
    work: (options: Required<WaitOptions<Progress>>) => Promise<Value>,
    options: WaitOptions<Progress> = {},
  ): Promise<Value> {
    const { signal, onProgress = () => {} } = options;
    signal?.throwIfAborted();
    const job = this.#jobs.get(key, () => this.#start(key, work));
    job.waiting++;
    job.listeners.add(onProgress);
    try {
      return await (signal ? Promise.race([job.result, rejectionOf(signal)]) : job.result);
    } finally {
      job.listeners.delete(onProgress);
      job.waiting--;
      if (job.waiting === 0 && !job.settled) {
        this.#jobs.delete(key);
        job.stop.abort(signal?.reason);
      }
    }
  }

  #start(
    key: string,
    work: (options: Required<WaitOptions<Progress>>) => Promise<Value>,
  ): Job<Value, Progress> {
    const stop = new AbortController();
    const listeners = new Set<(progress: Progress) => void>();
    const onProgress = (progress: Progress) => {
      for (const listener of listeners) listener(progress);
    };
    const job: Job<Value, Progress> = {
      result: work({ signal: stop.signal, onProgress }),
      stop,
      listeners,
      waiting: 0,
      settled: false,
      bytes: 0,
    };
    job.result.then(
      (value) => {
        job.settled = true;
        job.bytes = this.#options.bytesOf(value);
        this.#makeRoom();
      },
      () => {
        job.settled = true;
        this.#jobs.delete(key);
      },
    );
    return job;
  }

  /** Lets go of the results used longest ago until the rest is small enough. */
  #makeRoom(): void {
    const jobs = [...this.#jobs.entries()];
    let bytes = jobs.reduce((sum, [, job]) => sum + job.bytes, 0);
    for (const [key, job] of jobs.slice(0, -1)) {
      if (bytes <= this.#options.maxBytes) return;
      if (job.waiting > 0) continue;
      bytes -= job.bytes;
      this.#jobs.delete(key);
    }
  }
}

function rejectionOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
