import { describe, expect, test } from 'vitest';
import { createQueue } from './queue.ts';

/** A job that ends when it is told to, and notes its name when it starts. */
function gatedJobs() {
  const started: string[] = [];
  const gates = new Map<string, PromiseWithResolvers<string>>();
  return {
    started,
    job: (name: string) => async () => {
      started.push(name);
      const gate = Promise.withResolvers<string>();
      gates.set(name, gate);
      return gate.promise;
    },
    finish: (name: string) => gates.get(name)?.resolve(name),
    fail: (name: string) => gates.get(name)?.reject(new Error(`${name} failed`)),
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a queue', () => {
  test('runs no more jobs at once than it may', async () => {
    const { job, started, finish } = gatedJobs();
    await using queue = createQueue(2);
    const all = ['a', 'b', 'c'].map((name) => queue.add(job(name)));
    expect(started).toEqual(['a', 'b']);
    expect([queue.running, queue.waiting]).toEqual([2, 1]);
    finish('b');
    expect(await all[1]).toBe('b');
    await settle();
    expect(started).toEqual(['a', 'b', 'c']);
    finish('a');
    finish('c');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
  });

  test('takes higher priority first, equal priority in order', async () => {
    const order: string[] = [];
    await using queue = createQueue(1);
    const add = (name: string, priority: number) =>
      queue.add(async () => void order.push(name), { priority });
    await Promise.all([add('first', 0), add('low', -1), add('a', 0), add('urgent', 5), add('b', 0)]);
    expect(order).toEqual(['first', 'urgent', 'a', 'b', 'low']);
  });

  test('goes on after a job that failed, also one that threw at once', async () => {
    const { job, fail } = gatedJobs();
    await using queue = createQueue(1);
    const failing = queue.add(job('a'));
    const throwing = queue.add(() => {
      throw new Error('at once');
    });
    const after = queue.add(async () => 'fine');
    fail('a');
    await expect(failing).rejects.toThrow('a failed');
    await expect(throwing).rejects.toThrow('at once');
    expect(await after).toBe('fine');
  });

  test('never starts a job that was cancelled while it waited', async () => {
    const { job, started, finish } = gatedJobs();
    await using queue = createQueue(1);
    const running = queue.add(job('a'));
    const cancel = new AbortController();
    const waiting = queue.add(job('b'), { signal: cancel.signal });
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    finish('a');
    await running;
    await settle();
    expect(started).toEqual(['a']);
    expect(queue.waiting).toBe(0);
  });

  test('tells a running job to stop, and stops listening to its progress', async () => {
    await using queue = createQueue(1);
    const cancel = new AbortController();
    const heard: number[] = [];
    const job = queue.add(
      async ({ signal, progress }) => {
        progress(0.25);
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        progress(0.5);
        signal.throwIfAborted();
      },
      { signal: cancel.signal, onProgress: (value: number) => heard.push(value) },
    );
    cancel.abort(new Error('the user gave up'));
    await expect(job).rejects.toThrow('the user gave up');
    expect(heard).toEqual([0.25]);
  });

  test('stops everything when it is closed, and waits for the last job', async () => {
    const queue = createQueue(1);
    let stopped = false;
    const running = queue.add(async ({ signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      await settle();
      stopped = true;
    });
    const waiting = queue.add(async () => 'never');
    const outcome = expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    await queue[Symbol.asyncDispose]();
    expect(stopped).toBe(true);
    await running;
    await outcome;
    await expect(queue.add(async () => 'too late')).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('must be able to run something', () => {
    expect(() => createQueue(0)).toThrow(RangeError);
    expect(() => createQueue(1.5)).toThrow(RangeError);
  });
});
