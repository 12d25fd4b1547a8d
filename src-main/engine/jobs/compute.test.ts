import { afterAll, describe, expect, test } from 'vitest';
import { createCompute, defineTask } from './compute.ts';

/** Tasks for these tests; the worker imports this very module's neighbour. */
const here = new URL('compute-fixture.ts', import.meta.url).href;
const sum = defineTask<Float32Array, { total: number; threadId: number }>(here, 'sum');
const doubled = defineTask<Float32Array, Float32Array>(here, 'doubled');
const failing = defineTask<string, never>(here, 'failing');
const endless = defineTask<SharedArrayBuffer, never>(here, 'endless');

const compute = createCompute(2);
afterAll(() => compute[Symbol.asyncDispose]());

describe('a task', () => {
  test('runs on another thread with arrays in and out', async () => {
    const { total, threadId } = await compute.run(sum, Float32Array.of(1, 2.5, -1));
    expect(total).toBe(2.5);
    expect(threadId).toBeGreaterThan(0);
    expect(await compute.run(doubled, Float32Array.of(1, 2))).toEqual(Float32Array.of(2, 4));
  });

  test('copies its input, or takes over the buffers handed to it', async () => {
    const copied = Float32Array.of(1, 2);
    await compute.run(sum, copied);
    expect(copied.length).toBe(2);
    const handed = Float32Array.of(1, 2);
    await compute.run(sum, handed, { transfer: [handed.buffer] });
    expect(handed.length).toBe(0);
  });

  test('that throws rejects with its error, and the next one runs', async () => {
    await expect(compute.run(failing, 'a window of 0 frames')).rejects.toThrow('a window of 0 frames');
    expect((await compute.run(sum, Float32Array.of(1))).total).toBe(1);
  });

  test('that is cancelled stops its thread', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const cancel = new AbortController();
    const running = compute.run(endless, flag.buffer, { signal: cancel.signal });
    const outcome = expect(running).rejects.toMatchObject({ name: 'AbortError' });
    while (Atomics.load(flag, 0) === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    cancel.abort();
    await outcome;
    await expect.poll(() => isStill(flag)).toBe(true);
    expect((await compute.run(sum, Float32Array.of(3))).total).toBe(3);
  });

  test('cancelled before it began does not run', async () => {
    const flag = new Int32Array(new SharedArrayBuffer(4));
    const running = compute.run(endless, flag.buffer, { signal: AbortSignal.abort() });
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
    expect(flag[0]).toBe(0);
  });
});

async function isStill(counter: Int32Array): Promise<boolean> {
  const before = Atomics.load(counter, 0);
  await new Promise((resolve) => setTimeout(resolve, 20));
  return Atomics.load(counter, 0) === before;
}

test('work that still runs when the threads are closed ends as cancelled', async () => {
  const closing = createCompute(1);
  const unfinished = closing.run(endless, new SharedArrayBuffer(4));
  const ended = expect(unfinished).rejects.toMatchObject({ name: 'AbortError' });
  await closing[Symbol.asyncDispose]();
  await ended;
});
