import { type ClientLink, ORPCError } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { EngineConnection } from '../../src-preload/contract/host.ts';
import { plainErrorOf } from '../../src-preload/contract/wire.ts';
import { LossGuard } from './loss-guard.ts';

export type EngineLink = ClientLink<Record<never, never>>;

/** Calls over one connection. Throws MezzoError only: the engine's own, `cancelled`, or `engine_lost`. */
export function linkOver({ port, closed }: EngineConnection): EngineLink {
  const link: EngineLink =
    'readyState' in port ? new SocketLink({ websocket: port }) : new PortLink({ port });
  const guard = new LossGuard(closed);

  return {
    async call(path, input, callOptions) {
      const { signal } = callOptions;
      const attempt = async <T>(promise: Promise<T>): Promise<T> => {
        try {
          return await guard.watch(promise);
        } catch (cause) {
          throw await failureOf(cause, signal, port, closed);
        }
      };
      const output = await attempt(link.call(path, input, { ...callOptions, ...whileOpen(signal, port) }));
      return isIterator(output) ? guardedEvents(output, attempt) : output;
    },
  };
}

/** The signal, silent once the socket is gone: there is nobody left to tell, and telling would throw where nobody listens. */
function whileOpen(
  signal: AbortSignal | undefined,
  port: EngineConnection['port'],
): { signal?: AbortSignal } {
  if (signal === undefined) return {};
  if (!('readyState' in port) || signal.aborted) return { signal };
  const controller = new AbortController();
  const tell = () => {
    if (port.readyState === WebSocket.OPEN) controller.abort(signal.reason);
  };
  signal.addEventListener('abort', tell, { once: true });
  return { signal: controller.signal };
}

/** The same events; `return` tells the engine to stop. */
function guardedEvents(
  events: AsyncIterator<unknown>,
  attempt: <T>(promise: Promise<T>) => Promise<T>,
): AsyncIterableIterator<unknown> {
  return {
    next: () => attempt(events.next()),
    return: async () => {
      await events.return?.().catch(() => {});
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

async function failureOf(
  cause: unknown,
  signal: AbortSignal | undefined,
  port: EngineConnection['port'],
  closed: Promise<string>,
): Promise<MezzoError> {
  if (cause instanceof MezzoError) return cause;
  if (cause instanceof ORPCError) {
    const failure = plainErrorOf(cause.data);
    if (failure !== null) return new MezzoError(failure.code, failure.message, { cause });
    return MezzoError.from(cause);
  }
  if (signal?.aborted) return new MezzoError('cancelled', 'Cancelled.', { cause });
  const socketGone = 'readyState' in port && port.readyState !== WebSocket.OPEN;
  const peerClosed = cause instanceof Error && cause.name === 'AbortError';
  if (socketGone || peerClosed) return new MezzoError('engine_lost', await closed, { cause });
  return MezzoError.from(cause);
}

function isIterator(value: unknown): value is AsyncIterator<unknown> {
  return typeof value === 'object' && value !== null && 'next' in value && typeof value.next === 'function';
}
