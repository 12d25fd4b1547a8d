import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FetchQueue } from './fetch-queue.ts';

const settle = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function planted(atOnce = 2) {
  const asked: string[] = [];
  const cancelled: string[] = [];
  const got: string[] = [];
  const answers = new Map<string, (value: string | Error) => void>();
  let time = 0;
  const queue = new FetchQueue<string>(
    (key, signal) => {
      asked.push(key);
      signal.addEventListener('abort', () => cancelled.push(key));
      return new Promise((resolve, reject) => {
        answers.set(key, (value) => (value instanceof Error ? reject(value) : resolve(value)));
      });
    },
    (key) => got.push(key),
    { atOnce, retryAfterMs: 100, now: () => time },
  );
  const answer = async (key: string, value: string | Error = key) => {
    answers.get(key)!(value);
    await settle();
  };
  return {
    asked,
    cancelled,
    got,
    queue,
    answer,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

test('a few are fetched at once, in the order wanted, and the next follow', async () => {
  const { asked, got, queue, answer } = planted();
  queue.want(['a', 'b', 'c']);
  expect(asked).toEqual(['a', 'b']);
  await answer('b');
  expect(asked).toEqual(['a', 'b', 'c']);
  await answer('a');
  expect(got).toEqual(['b', 'a']);
});

test('what has scrolled away is cancelled and never arrives', async () => {
  const { cancelled, got, queue, answer } = planted();
  queue.want(['a', 'b']);
  queue.want(['b', 'c']);
  expect(cancelled).toEqual(['a']);
  expect(queue.running).toEqual(['b', 'c']);
  await answer('a');
  expect(got).toEqual([]);
});

test('a failure is tried again after a while by itself, as long as it is wanted', async () => {
  const { asked, got, queue, answer, wait } = planted();
  queue.want(['a', 'b']);
  await answer('a', new Error('away'));
  await answer('b', new Error('away'));
  queue.want(['a']);
  expect(asked).toEqual(['a', 'b']);
  wait(150);
  await vi.advanceTimersByTimeAsync(150);
  expect(asked).toEqual(['a', 'b', 'a']);
  await answer('a');
  expect(got).toEqual(['a']);
});
