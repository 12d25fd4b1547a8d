/** What a job is told while it runs. */
export interface JobContext<Progress> {
  /** Aborted when the job, or the whole queue, is cancelled. */
  readonly signal: AbortSignal;
  progress(value: Progress): void;
}

export interface JobOptions<Progress> {
  /** Higher runs first; jobs of equal priority run in the order they were added. Default 0. */
  readonly priority?: number;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (value: Progress) => void;
}

/**
 * Runs at most `concurrency` jobs at once. A job that fails or is cancelled rejects its own promise and nothing
 * else. Disposing cancels every job and resolves when the last one has stopped.
 */
export interface Queue extends AsyncDisposable {
  readonly concurrency: number;
  readonly running: number;
  readonly waiting: number;
  /** Rejects with the signal's reason when cancelled; a waiting job then never starts. */
  add<Result, Progress = never>(
    work: (context: JobContext<Progress>) => Promise<Result>,
    options?: JobOptions<Progress>,
  ): Promise<Result>;
}

interface Waiting {
  readonly priority: number;
  start(): Promise<void>;
}

export function createQueue(concurrency: number): Queue {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new RangeError(`A queue runs a whole number of jobs, at least one, not ${concurrency}`);
  }
  const waiting: Waiting[] = [];
  const running = new Set<Promise<void>>();
  const closing = new AbortController();

  const startNext = (): void => {
    while (running.size < concurrency) {
      const job = waiting.shift();
      if (!job) return;
      const run = job.start().finally(() => {
        running.delete(run);
        startNext();
      });
      running.add(run);
    }
  };

  return {
    concurrency,
    get running() {
      return running.size;
    },
    get waiting() {
      return waiting.length;
    },
    add(work, { priority = 0, signal, onProgress } = {}) {
      const cancel = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return new Promise((resolve, reject) => {
        if (cancel.aborted) {
          reject(cancel.reason);
          return;
        }
        const leave = (): void => {
          const at = waiting.indexOf(job);
          if (at >= 0) waiting.splice(at, 1);
          reject(cancel.reason);
        };
        const job: Waiting = {
          priority,
          async start() {
            cancel.removeEventListener('abort', leave);
            try {
              const context: Parameters<typeof work>[0] = {
                signal: cancel,
                progress: (value) => {
                  if (!cancel.aborted) onProgress?.(value);
                },
              };
              resolve(await work(context));
            } catch (cause) {
              reject(cause);
            }
          },
        };
        cancel.addEventListener('abort', leave, { once: true });
        const before = waiting.findLastIndex((other) => other.priority >= priority);
        waiting.splice(before + 1, 0, job);
        startNext();
      });
    },
    async [Symbol.asyncDispose]() {
      closing.abort(new DOMException('The queue was closed', 'AbortError'));
      await Promise.all(running);
    },
  };
}
