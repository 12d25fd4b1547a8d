import { availableParallelism } from 'node:os';
import { Piscina } from 'piscina';

/**
 * Numeric work on worker threads. A task names an exported pure function and the module it lives in; input and
 * output must survive structured clone. Declared beside the function:
 *
 *     export const bandsTask = defineTask<BandsInput, BandsOutput>(import.meta.url, 'computeBands');
 */
export interface Task<Input, Output> {
  readonly filename: string;
  readonly name: string;
  /** Carries the types only; never set. */
  readonly types?: (input: Input) => Output;
}

export function defineTask<Input, Output>(moduleUrl: string, name: string): Task<Input, Output> {
  return { filename: moduleUrl, name };
}

export interface RunOptions {
  /** Aborting rejects with an AbortError and stops the thread when the task has begun. */
  readonly signal?: AbortSignal | undefined;
  /** Buffers handed over instead of copied. */
  readonly transfer?: readonly ArrayBuffer[];
}

export interface Compute extends AsyncDisposable {
  readonly threads: number;
  run<Input, Output>(task: Task<Input, Output>, input: Input, options?: RunOptions): Promise<Output>;
}

/** Worker threads for one engine; the owner disposes of them. What still runs then rejects with an AbortError. */
export function createCompute(threads = Math.max(1, Math.min(8, availableParallelism()))): Compute {
  const pool = new Piscina({ minThreads: 1, maxThreads: threads, idleTimeout: 10_000 });
  let closed = false;
  return {
    threads,
    async run(task, input, options = {}) {
      try {
        return await pool.run(input, {
          filename: task.filename,
          name: task.name,
          signal: options.signal ?? null,
          transferList: [...(options.transfer ?? [])],
        });
      } catch (cause) {
        throw closed ? new DOMException('The engine was closed.', 'AbortError') : cause;
      }
    },
    async [Symbol.asyncDispose]() {
      closed = true;
      await pool.destroy();
    },
  };
}
