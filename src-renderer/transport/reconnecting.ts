import { createORPCClient } from '@orpc/client';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Transport } from '../../src-preload/contract/host.ts';
import type { Connection, ConnectionState, EngineClient } from '../engine-client.ts';
import { type EngineLink, linkOver } from './engine-link.ts';

/** A connection with an end and the reason of its last loss. */
export interface EngineSession extends Connection, Disposable {
  /** The sentence that says why the engine is away; null while it is there. */
  readonly lossSentence: string | null;
}

export interface ReconnectOptions {
  /** Waiting time before attempt n (from 0), in milliseconds. */
  readonly retryDelay?: (attempt: number) => number;
  /** How long a call made while the engine is away waits for it before it fails with `engine_lost`, in milliseconds. */
  readonly patience?: number;
}

const longestDelay = 5_000;
const steadyAfter = 5_000;
const defaultDelay = (attempt: number): number => Math.min(longestDelay, 100 * 2 ** attempt);

/** Connects over a transport and does so again whenever the engine was lost, until it is disposed of. */
export function connectOver(transport: Transport, options: ReconnectOptions = {}): EngineSession {
  const { retryDelay = defaultDelay, patience = 15_000 } = options;
  const listeners = new Set<(state: ConnectionState) => void>();
  const ended = new AbortController();
  let state: ConnectionState = 'connecting';
  let lossSentence: string | null = null;
  let link = Promise.withResolvers<EngineLink>();
  let linked = false;

  const become = (next: ConnectionState, sentence: string | null): void => {
    if (state === next && lossSentence === sentence) return;
    state = next;
    lossSentence = sentence;
    for (const listener of listeners) listener(next);
  };

  const keepConnected = async (): Promise<void> => {
    for (let attempt = 0; !ended.signal.aborted; attempt += 1) {
      try {
        const connection = await transport.connect();
        const close = (): void => connection.close();
        if (ended.signal.aborted) return close();
        ended.signal.addEventListener('abort', close);
        const since = performance.now();
        link.resolve(linkOver(connection));
        linked = true;
        become('connected', null);
        const sentence = await connection.closed;
        ended.signal.removeEventListener('abort', close);
        link = Promise.withResolvers<EngineLink>();
        linked = false;
        become('lost', sentence);
        if (performance.now() - since > steadyAfter) attempt = 0;
      } catch (cause) {
        become('lost', MezzoError.from(cause).message);
      }
      await pause(retryDelay(attempt), ended.signal);
    }
  };
  void keepConnected();

  const current = async (signal: AbortSignal | undefined): Promise<EngineLink> => {
    if (linked) return link.promise;
    const impatience = AbortSignal.timeout(patience);
    const any = AbortSignal.any([impatience, ended.signal, ...(signal ? [signal] : [])]);
    const gaveUp = Promise.withResolvers<never>();
    const onAbort = (): void =>
      gaveUp.reject(
        signal?.aborted
          ? new MezzoError('cancelled', 'Cancelled.')
          : new MezzoError('engine_lost', lossSentence ?? 'The engine does not answer. Start Mezzo again.'),
      );
    any.addEventListener('abort', onAbort, { once: true });
    if (any.aborted) onAbort();
    return Promise.race([link.promise, gaveUp.promise]).finally(() =>
      any.removeEventListener('abort', onAbort),
    );
  };

  const client: EngineClient = createORPCClient({
    call: async (path, input, callOptions) =>
      (await current(callOptions.signal)).call(path, input, callOptions),
  });

  return {
    client,
    capabilities: transport.capabilities,
    get state() {
      return state;
    },
    get lossSentence() {
      return lossSentence;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    [Symbol.dispose]: () => {
      ended.abort();
      listeners.clear();
    },
  };
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done, { once: true });
  });
}
