import { expect, test, vi } from 'vitest';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { fakeRouter } from '../../test/contract/fake-router.ts';
import { EngineProcess, type FromEngine, type StartEngine } from './process.ts';

/** An engine process and what its host hears of it. */
function seat(start: StartEngine) {
  const heard: FromEngine[] = [];
  const exits: number[] = [];
  const process = new EngineProcess(start, {
    post: (message) => heard.push(message),
    exit: (code) => exits.push(code),
  });
  return { process, heard, exits };
}

const router = fakeRouter({ die: () => {}, resolve: String });
const about = JSON.stringify({ i: '1', p: { u: '/system/about', b: {} } });

test('frames that come before the engine is ready are answered when it is', async () => {
  const engine = Promise.withResolvers<Awaited<ReturnType<StartEngine>>>();
  const { process, heard } = seat(() => engine.promise);
  const frames: unknown[] = [];
  const answered = process.connect((frame) => void frames.push(frame)).receive(about);
  void process.handle({ kind: 'start', options: {} });
  expect(heard).toEqual([]);
  engine.resolve({ router, [Symbol.asyncDispose]: async () => {} });
  await answered;
  expect(heard).toEqual([{ kind: 'ready' }]);
  expect(frames).toEqual([expect.stringContaining('"version":"fake"')]);
});

test('the engine gets its options once, and the grants the host makes', async () => {
  const start = vi.fn<StartEngine>(async (_options, grants) => {
    expect(grants.resolve('token', 'read')).toBe('/music/a.wav');
    return { router, [Symbol.asyncDispose]: async () => {} };
  });
  const { process, heard } = seat(start);
  await process.handle({ kind: 'grant', grant: { token: 'token', path: '/music/a.wav', mode: 'read' } });
  await process.handle({ kind: 'start', options: { dataFolder: '/library' } });
  await process.handle({ kind: 'start', options: { dataFolder: '/other' } });
  expect(start).toHaveBeenCalledExactlyOnceWith({ dataFolder: '/library' }, expect.anything());
  expect(heard).toEqual([{ kind: 'granted', token: 'token' }, { kind: 'ready' }]);
});

test('an engine that cannot start says why and ends', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { process, heard, exits } = seat(async () => {
    throw new MezzoError('library_busy', 'The library is open in another Mezzo.');
  });
  await process.handle({ kind: 'start', options: {} });
  expect(heard).toEqual([
    { kind: 'failed', error: { code: 'library_busy', message: 'The library is open in another Mezzo.' } },
  ]);
  expect(exits).toEqual([1]);
  // The host tells the sentence; a trace of it would only bury it.
  expect(log).not.toHaveBeenCalled();
  log.mockRestore();
});

test('a failure to start that nobody foresaw is logged with its trace', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => {});
  const cause = new TypeError('a mistake');
  const { process, exits } = seat(() => Promise.reject(cause));
  await process.handle({ kind: 'start', options: {} });
  expect(exits).toEqual([1]);
  expect(log).toHaveBeenCalledExactlyOnceWith(cause);
  log.mockRestore();
});

test('the end puts the engine away before the process goes', async () => {
  const order: string[] = [];
  const { process, exits } = seat(async () => ({
    router,
    [Symbol.asyncDispose]: async () => void order.push('put away'),
  }));
  await process.handle({ kind: 'start', options: {} });
  await process.handle({ kind: 'stop' });
  expect(order).toEqual(['put away']);
  expect(exits).toEqual([0]);
});
