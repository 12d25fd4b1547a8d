import { describe, expect, test } from 'vitest';
import { type Frame, serveRouter } from '../../src-main/engine/serve.ts';
import type { Transport } from '../../src-preload/contract/host.ts';
import { connectOver, type EngineSession } from '../../src-renderer/transport/reconnecting.ts';
import { fakeRouter } from './fake-router.ts';
import { audio, testTransport, type Way } from './table.ts';

/** An engine behind a real MessageChannel. Killing it falls silent, as a port whose process died may do. */
interface ChannelEngine {
  readonly transport: Transport;
  readonly reports: unknown[];
  kill(): void;
}

function channelEngine(): ChannelEngine {
  const reports: unknown[] = [];
  let closed = Promise.withResolvers<string>();
  let silence = (): void => {};
  const kill = (): void => {
    silence();
    closed.resolve('The engine stopped.');
  };
  const connect: Transport['connect'] = async () => {
    const { port1, port2 } = new MessageChannel();
    const router = fakeRouter({ die: () => kill(), resolve: String });
    const connection = serveRouter(router, (_, cause) => reports.push(cause))((frame) =>
      port2.postMessage(frame),
    );
    const onMessage = ({ data }: MessageEvent<Frame>): void => void connection.receive(data);
    port2.addEventListener('message', onMessage);
    port2.start();
    port1.start();
    silence = () => {
      port2.removeEventListener('message', onMessage);
      connection.close();
    };
    closed = Promise.withResolvers<string>();
    void closed.promise.then(() => port1.close());
    return { port: port1, closed: closed.promise, close: kill };
  };
  const capabilities = {
    name: 'electron',
    openDialog: null,
    saveDialog: null,
    grantFile: null,
    onFilesOpened: null,
  } as const;
  return { transport: { capabilities, connect }, reports, kill: () => kill() };
}

function open(engine: ChannelEngine): Way & { session: EngineSession } {
  const session = connectOver(engine.transport, { retryDelay: () => 1 });
  return {
    client: session.client,
    session,
    [Symbol.asyncDispose]: async () => {
      session[Symbol.dispose]();
      engine.kill();
    },
  };
}

describe('over a MessageChannel', () => {
  testTransport(async () => open(channelEngine()));

  test('an unforeseen failure is reported in full and told in one sentence', async () => {
    const engine = channelEngine();
    await using way = open(engine);
    await expect(way.client.tracks.get({ trackId: 'broken' })).rejects.toMatchObject({ code: 'unexpected' });
    expect(engine.reports).toEqual([expect.any(TypeError)]);
  });

  test('a call in flight fails when the engine falls silent, and the next one is served by a new engine', async () => {
    const engine = channelEngine();
    await using way = open(engine);
    const states: string[] = [];
    way.session.subscribe((state) => states.push(state));
    await expect(way.client.predictions.shift(audio('deadly'))).rejects.toMatchObject({
      code: 'engine_lost',
      message: 'The engine stopped.',
    });
    expect(await way.client.system.about()).toMatchObject({ version: 'fake' });
    expect(states).toEqual(['connected', 'lost', 'connected']);
  });

  test('a stream in flight fails when the engine falls silent', async () => {
    await using way = open(channelEngine());
    const consume = async (): Promise<void> => {
      for await (const _ of await way.client.predictions.run(audio('deadly'))) void _;
    };
    await expect(consume()).rejects.toMatchObject({ code: 'engine_lost' });
  });

  test('a call made while no engine comes fails after a while instead of waiting for ever', async () => {
    const { capabilities } = channelEngine().transport;
    const connect = (): Promise<never> => Promise.reject(new Error('no engine'));
    using session = connectOver({ capabilities, connect }, { retryDelay: () => 5, patience: 20 });
    await expect(session.client.system.about()).rejects.toMatchObject({ code: 'engine_lost' });
    expect(session.state).toBe('lost');
  });
});
