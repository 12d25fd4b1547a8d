import { describe, expect, test } from 'vitest';
import type { FromEngine, ToEngine } from '../engine/process.ts';
import { type EngineChild, Supervisor, type SupervisorOptions } from './supervisor.ts';

/** A child that does what the test tells it. */
class FakeChild implements EngineChild {
  readonly heard: ToEngine[] = [];
  readonly #exit = Promise.withResolvers<void>();
  readonly exited = this.#exit.promise;
  #listener: (message: FromEngine) => void = () => {};

  async post(message: ToEngine): Promise<void> {
    this.heard.push(message);
    if (message.kind === 'grant') this.say({ kind: 'granted', token: message.grant.token });
  }
  onMessage(listener: (message: FromEngine) => void): void {
    this.#listener = listener;
  }
  say(message: FromEngine): void {
    this.#listener(message);
  }
  die(): void {
    this.#exit.resolve();
  }
  async stop(): Promise<void> {
    this.heard.push({ kind: 'stop' });
    this.die();
  }
}

/** A supervisor with its children and what it told the host. */
function supervise(options: Partial<SupervisorOptions<FakeChild>> = {}) {
  const children: FakeChild[] = [];
  const told: { sentence: string; final: boolean }[] = [];
  const delays: number[] = [];
  const supervisor = new Supervisor<FakeChild>({
    engineOptions: { dataFolder: '/library' },
    launch: () => {
      const child = new FakeChild();
      children.push(child);
      return child;
    },
    onLost: (sentence, final) => told.push({ sentence, final }),
    restartDelay: (deaths) => {
      delays.push(deaths);
      return 0;
    },
    ...options,
  });
  const born = (count: number) => expect.poll(() => children.length, { interval: 1 }).toBe(count);
  return { supervisor, children, told, delays, born };
}

test('an engine is told its options and says when it is ready', async () => {
  const { supervisor, children } = supervise();
  expect(children[0]?.heard).toEqual([{ kind: 'start', options: { dataFolder: '/library' } }]);
  children[0]?.say({ kind: 'ready' });
  await supervisor.ready;
  await supervisor[Symbol.asyncDispose]();
});

describe('an engine that dies', () => {
  test('is started again and knows every grant of its predecessor before it starts', async () => {
    const { supervisor, children, told, born } = supervise();
    const token = await supervisor.grant('/music/a.wav', 'read');
    children[0]?.die();
    await born(2);
    const grant = { token, path: '/music/a.wav', mode: 'read' };
    expect(children[1]?.heard[0]).toEqual({ kind: 'grant', grant });
    expect(children[1]?.heard[1]).toMatchObject({ kind: 'start' });
    expect(told).toEqual([{ sentence: expect.stringContaining('starting it again'), final: false }]);
    await supervisor[Symbol.asyncDispose]();
  });

  test('is waited for anew by who asks after its death, and by who asked before it was ready', async () => {
    const { supervisor, children, born } = supervise();
    const asked = supervisor.ready;
    children[0]?.die();
    await born(2);
    children[1]?.say({ kind: 'ready' });
    await asked;
    children[1]?.die();
    await born(3);
    let isReady = false;
    const again = supervisor.ready.then(() => {
      isReady = true;
    });
    await Promise.resolve();
    expect(isReady).toBe(false);
    children[2]?.say({ kind: 'ready' });
    await again;
    await supervisor[Symbol.asyncDispose]();
  });

  test('gets longer pauses the more often it dies in a row', async () => {
    const { supervisor, children, delays, born } = supervise({ patience: 10 });
    for (let count = 1; count <= 4; count += 1) {
      await born(count);
      children[count - 1]?.die();
    }
    await born(5);
    expect(delays).toEqual([1, 2, 3, 4]);
    await supervisor[Symbol.asyncDispose]();
  });

  test('is given up after too many quick deaths, with the reason it gave', async () => {
    const { supervisor, children, told, born } = supervise({ patience: 3 });
    for (let count = 1; count <= 3; count += 1) {
      await born(count);
      children[count - 1]?.say({
        kind: 'failed',
        error: { code: 'library_busy', message: 'The library is open in another Mezzo.' },
      });
      children[count - 1]?.die();
    }
    await expect(supervisor.ready).rejects.toThrow('The library is open in another Mezzo.');
    expect(supervisor.refusal).toContain('3 times in a row');
    expect(told.at(-1)).toEqual({ sentence: supervisor.refusal, final: true });
    expect(children).toHaveLength(3);
  });

  test('is started again for ever when it lived long each time', async () => {
    const { supervisor, children, delays, born } = supervise({ patience: 2, quick: 0 });
    for (let count = 1; count <= 5; count += 1) {
      await born(count);
      children[count - 1]?.die();
    }
    await born(6);
    expect(delays).toEqual([0, 0, 0, 0, 0]);
    await supervisor[Symbol.asyncDispose]();
  });

  test('does not hold back a grant that was under way', async () => {
    const { supervisor, children, born } = supervise();
    const first = children[0];
    if (first) first.post = async () => {};
    const grant = supervisor.grant('/music/a.wav', 'read');
    first?.die();
    const token = await grant;
    await born(2);
    expect(children[1]?.heard[0]).toMatchObject({ kind: 'grant', grant: { token } });
    await supervisor[Symbol.asyncDispose]();
  });
});

test('the end of the host stops the engine in order and starts no other', async () => {
  const { supervisor, children } = supervise();
  await supervisor[Symbol.asyncDispose]();
  expect(children[0]?.heard.at(-1)).toEqual({ kind: 'stop' });
  expect(children).toHaveLength(1);
});
