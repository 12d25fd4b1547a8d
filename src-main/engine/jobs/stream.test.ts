import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { progressStream } from './stream.ts';

type Event = { kind: 'progress'; item: number; fraction: number } | { kind: 'done'; item: number };

const progress = (fraction: number, item = 0): Event => ({ kind: 'progress', item, fraction });
const done = (item = 0): Event => ({ kind: 'done', item });
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function readAll(stream: AsyncIterable<Event>): Promise<Event[]> {
  const events: Event[] = [];
  for await (const event of stream) events.push(event);
  return events;
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a progress stream', () => {
  test('passes on every event that is not progress, in order', async () => {
    const stream = progressStream<Event>(async (emit) => {
      for (let item = 0; item < 100; item++) emit(done(item));
    });
    expect(await readAll(stream)).toEqual(Array.from({ length: 100 }, (_, item) => done(item)));
  });

  test('passes on at most twenty progress events a second, the newest each time', async () => {
    const stream = progressStream<Event>(async (emit) => {
      for (let step = 0; step < 1000; step++) {
        emit(progress(step / 1000));
        await sleep(2);
      }
      emit(done());
    });
    const reading = readAll(stream);
    await vi.advanceTimersByTimeAsync(3000);
    const events = await reading;
    expect(events.length).toBeGreaterThan(30);
    expect(events.length).toBeLessThanOrEqual(42);
    expect(events.at(-1)).toEqual(done());
    const fractions = events.flatMap((event) => (event.kind === 'progress' ? [event.fraction] : []));
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    expect(fractions.at(-1)).toBeGreaterThan(0.9);
  });

  test('shows progress that no further event follows', async () => {
    const stream = progressStream<Event>(async (emit) => {
      emit(progress(0.1));
      emit(progress(0.2));
      await sleep(10_000);
    });
    expect((await stream.next()).value).toEqual(progress(0.2));
    const second = stream.next();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await second).toEqual({ done: true, value: undefined });
  });

  test('never shows progress of an item after the item is done, but keeps that of others', async () => {
    const stream = progressStream<Event>(
      async (emit) => {
        emit(progress(0.1, 1));
        emit(progress(0.5, 2));
        emit(done(1));
        await sleep(100);
      },
      { subject: (event) => event.item },
    );
    const reading = readAll(stream);
    await vi.advanceTimersByTimeAsync(200);
    expect(await reading).toEqual([done(1), progress(0.5, 2)]);
  });

  test('hands an error on after the events before it', async () => {
    const stream = progressStream<Event>(async (emit) => {
      emit(done(1));
      throw new Error('the disk is full');
    });
    expect((await stream.next()).value).toEqual(done(1));
    await expect(stream.next()).rejects.toThrow('the disk is full');
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  test('does not begin before someone reads', async () => {
    const work = vi.fn(async () => {});
    const stream = progressStream<Event>(work);
    await vi.advanceTimersByTimeAsync(100);
    expect(work).not.toHaveBeenCalled();
    await stream.return(undefined);
    expect(await stream.next()).toEqual({ done: true, value: undefined });
    expect(work).not.toHaveBeenCalled();
  });
});

describe('ending a progress stream early', () => {
  function endless() {
    const state = { aborted: false, stopped: false };
    const stream = progressStream<Event>(async (emit, signal) => {
      emit(progress(0.1));
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      state.aborted = true;
      await sleep(50);
      emit(done());
      state.stopped = true;
      signal.throwIfAborted();
    });
    return { state, stream };
  }

  test('by leaving the loop aborts the work and waits for it', async () => {
    vi.useRealTimers();
    const { state, stream } = endless();
    for await (const _event of stream) break;
    expect(state).toEqual({ aborted: true, stopped: true });
  });

  test('aborts at once even while the reader waits for the next event', async () => {
    const { state, stream } = endless();
    await stream.next();
    const waiting = stream.next();
    const returned = stream.return(undefined);
    await vi.advanceTimersByTimeAsync(0);
    expect(state).toEqual({ aborted: true, stopped: false });
    await vi.advanceTimersByTimeAsync(50);
    expect(await returned).toEqual({ done: true, value: undefined });
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(state.stopped).toBe(true);
  });

  test('from outside ends with the error of the work', async () => {
    const cancel = new AbortController();
    const stream = progressStream<Event>(
      async (_emit, signal) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve));
        signal.throwIfAborted();
      },
      { signal: cancel.signal },
    );
    const waiting = stream.next();
    cancel.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('before it began never starts the work', async () => {
    const work = vi.fn(async () => {});
    const stream = progressStream<Event>(work, { signal: AbortSignal.abort() });
    await expect(stream.next()).rejects.toMatchObject({ name: 'AbortError' });
    expect(work).not.toHaveBeenCalled();
  });
});
