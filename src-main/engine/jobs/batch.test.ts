import { expect, test } from 'vitest';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { type BatchEvent, runBatch } from './batch.ts';
import { createQueue } from './queue.ts';

async function readAll<Result>(stream: AsyncIterable<BatchEvent<Result>>): Promise<BatchEvent<Result>[]> {
  const events: BatchEvent<Result>[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

test('a damaged file does not stop the others', async () => {
  await using queue = createQueue(2);
  const events = await readAll(
    runBatch(queue, ['a.wav', 'damaged.mp3', 'c.wav', 'bug.wav'], async (name) => {
      if (name === 'damaged.mp3') throw new MezzoError('audio_damaged', `${name} is damaged.`);
      if (name === 'bug.wav') throw new TypeError('x is undefined');
      return name.length;
    }),
  );
  const outcomes = events.sort((a, b) => a.index - b.index);
  expect(outcomes).toEqual([
    { kind: 'done', index: 0, result: 5 },
    { kind: 'failed', index: 1, error: { code: 'audio_damaged', message: 'damaged.mp3 is damaged.' } },
    { kind: 'done', index: 2, result: 5 },
    {
      kind: 'failed',
      index: 3,
      error: { code: 'unexpected', message: expect.stringContaining('x is undefined') },
    },
  ]);
});

test('progress reported after an item has ended is not passed on', async () => {
  await using queue = createQueue(2);
  const events = await readAll(
    runBatch(queue, ['quick', 'slow'], async (item, { progress }) => {
      if (item === 'quick') setTimeout(() => progress('too late', 1), 10);
      else await new Promise((resolve) => setTimeout(resolve, 60));
    }),
  );
  expect(events.map(({ kind, index }) => [kind, index])).toEqual([
    ['done', 0],
    ['done', 1],
  ]);
});

test('each of 10,000 items ends exactly once', async () => {
  await using queue = createQueue(4);
  const items = Array.from({ length: 10_000 }, (_, index) => index);
  const ended = new Set<number>();
  const stream = runBatch(queue, items, async (item, { progress }) => {
    progress('reading', 0.5);
    await Promise.resolve();
    return item;
  });
  for await (const event of stream) {
    expect(ended.has(event.index)).toBe(false);
    if (event.kind !== 'progress') ended.add(event.index);
  }
  expect(ended.size).toBe(10_000);
});

test('cancelling keeps what is done, starts nothing more and ends with one error', async () => {
  await using queue = createQueue(1);
  const cancel = new AbortController();
  const started: number[] = [];
  const stream = runBatch(
    queue,
    [0, 1, 2, 3],
    async (item, { signal }) => {
      started.push(item);
      if (item === 1) {
        cancel.abort();
        signal.throwIfAborted();
      }
      return item;
    },
    { signal: cancel.signal },
  );
  const events: unknown[] = [];
  const reading = (async () => {
    for await (const event of stream) events.push(event);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'cancelled' });
  expect(events).toEqual([{ kind: 'done', index: 0, result: 0 }]);
  expect(started).toEqual([0, 1]);
});

test('a reader who leaves stops the batch', async () => {
  await using queue = createQueue(1);
  const started: number[] = [];
  const stream = runBatch(queue, [0, 1, 2, 3], async (item, { signal }) => {
    started.push(item);
    await new Promise((resolve) => setTimeout(resolve, 5));
    signal.throwIfAborted();
    return item;
  });
  for await (const _event of stream) break;
  expect(started.length).toBeLessThan(4);
  expect([queue.running, queue.waiting]).toEqual([0, 0]);
});
