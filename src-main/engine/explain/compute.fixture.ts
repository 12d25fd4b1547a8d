import type { Compute } from '../jobs/compute.ts';

/** Runs tasks on this thread, one after another, as a worker would. */
export const inlineCompute: Compute = {
  threads: 1,
  async run(task, input, options) {
    options?.signal?.throwIfAborted();
    const module = await import(/* @vite-ignore */ task.filename);
    return module[task.name](input);
  },
  async [Symbol.asyncDispose]() {},
};
