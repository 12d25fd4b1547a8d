import type { ContractRouterClient } from '@orpc/contract';
import { type AnyRouter, createRouterClient, type Router } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import type { Contract } from '../../src-preload/contract/contract.ts';
import { failureOf, type Report, wireErrorOf } from './failures.ts';

export type EngineRouter = Router<Contract, Record<never, never>>;

/** What travels: text, or bytes where a message carries a Blob. */
export type Frame = string | ArrayBuffer | ArrayBufferView;

/** One client's connection, whatever carries its frames. */
export interface Connection {
  /** Takes a frame from the client. Resolves when its answer was sent; rejects when the frame is not of the protocol. */
  receive(frame: Frame): Promise<void>;
  /** Cancels everything the client had under way. */
  close(): void;
}

/** Sends a frame to the client; a promise holds back the sender until there is room for more. */
export type Send = (frame: Frame) => void | Promise<void>;

/**
 * Serves the engine's procedures to any number of connections. Frames are oRPC's peer protocol, which is the same over
 * MessagePorts and WebSockets. Every failure goes out as a PlainError; the unforeseen ones are reported as well.
 */
export function serveRouter(router: AnyRouter, report: Report): (send: Send) => Connection {
  const handler = new RPCHandler(router, {
    clientInterceptors: [
      async ({ next, path }) => {
        const failed = (cause: unknown) => wireErrorOf(failureOf(path.join('.'), cause, report));
        return guarded(next, failed);
      },
    ],
  });
  return (send) => {
    const peer = {
      addEventListener: () => {},
      send: (data: Frame | Blob) => {
        if (data instanceof Blob) throw new TypeError('A frame is text or bytes.');
        return send(data);
      },
    };
    return {
      receive: (frame) => handler.message(peer, ArrayBuffer.isView(frame) ? bufferOf(frame) : frame),
      close: () => handler.close(peer),
    };
  };
}

/** The same procedures without a transport, for the command line and tests. Throws MezzoError. */
export function callDirectly(router: EngineRouter, report: Report): ContractRouterClient<Contract> {
  return createRouterClient(router, {
    interceptors: [
      async ({ next, path }) => {
        const failed = (cause: unknown) => failureOf(path.join('.'), cause, report);
        return guarded(next, failed);
      },
    ],
  });
}

/** What `next` gives, be it one output or a stream of events; a failure of either goes out as `failed` makes it. */
async function guarded<Output>(
  next: () => Promise<Output>,
  failed: (cause: unknown) => Error,
): Promise<Output> {
  try {
    const output = await next();
    return isEvents(output) ? (guardedEvents(output, failed) as Output) : output;
  } catch (cause) {
    throw failed(cause);
  }
}

async function* guardedEvents(events: AsyncIterable<unknown>, failed: (cause: unknown) => Error) {
  try {
    yield* events;
  } catch (cause) {
    throw failed(cause);
  }
}

function isEvents(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function bufferOf({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
}
