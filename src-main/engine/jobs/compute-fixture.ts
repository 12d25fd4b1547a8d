import { threadId } from 'node:worker_threads';

/** Tasks that compute.test.ts runs on worker threads. */

export function sum(values: Float32Array): { total: number; threadId: number } {
  return { total: values.reduce((total, value) => total + value, 0), threadId };
}

export function doubled(values: Float32Array): Float32Array {
  return values.map((value) => 2 * value);
}

export function failing(reason: string): never {
  throw new RangeError(reason);
}

/** Counts in shared memory until its thread is stopped. */
export function endless(counter: SharedArrayBuffer): never {
  const count = new Int32Array(counter);
  for (;;) Atomics.add(count, 0, 1);
}
