import { describe, expect, it } from 'vitest';
import { SharedWork } from './shared-work.ts';

const plenty = { limit: 4, maxBytes: 100, bytesOf: () => 1 };

describe('shared work', () => {
  it('keeps no more bytes than it may, the newest result always', async () => {
    const shared = new SharedWork<number>({ limit: 10, maxBytes: 100, bytesOf: (value) => value });
    let runs = 0;
    const make = (bytes: number) => async () => {
      runs++;
      return bytes;
    };
    for (const key of ['a', 'b', 'c']) await shared.get(key, make(60));
    await shared.get('huge', make(500));
    expect(runs).toBe(4);
    await shared.get('huge', make(500));
    expect(runs).toBe(4);
    await shared.get('c', make(60));
    expect(runs).toBe(5);
  });

  it('does the work once for all who ask while it runs and after', async () => {
    const shared = new SharedWork<number>(plenty);
    let runs = 0;
    const work = async () => ++runs;
    expect(await Promise.all([shared.get('a', work), shared.get('a', work)])).toEqual([1, 1]);
    expect(await shared.get('a', work)).toBe(1);
    expect(await shared.get('b', work)).toBe(2);
  });

  it('leaves the others their result when one gives up', async () => {
    const shared = new SharedWork<string>(plenty);
    const gate = Promise.withResolvers<string>();
    const impatient = new AbortController();
    const first = shared.get('a', () => gate.promise, { signal: impatient.signal });
    const second = shared.get('a', () => gate.promise);
    impatient.abort();
    await expect(first).rejects.toThrow();
    gate.resolve('done');
    expect(await second).toBe('done');
  });

  it('stops the work when nobody waits any more, and starts it anew for the next', async () => {
    const shared = new SharedWork<string>(plenty);
    const impatient = new AbortController();
    let stopped = false;
    const work = ({ signal }: { signal?: AbortSignal | undefined }) =>
      new Promise<string>((_, reject) => {
        signal?.addEventListener('abort', () => {
          stopped = true;
          reject(signal.reason);
        });
      });
    const only = shared.get('a', work, { signal: impatient.signal });
    impatient.abort();
    await expect(only).rejects.toThrow();
    expect(stopped).toBe(true);
    expect(await shared.get('a', async () => 'again')).toBe('again');
  });

  it('does not keep a failure', async () => {
    const shared = new SharedWork<string>(plenty);
    await expect(shared.get('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await shared.get('a', async () => 'yes')).toBe('yes');
  });
});
