import type { ContractRouterClient } from '@orpc/contract';
import { type AnyRouter, createRouterClient, type Router } from '@orpc/server';
import { RPCHandler } from '@orpc/server/websocket';
import type { Contract } from '../../src-preload/contract/contract.ts';
import { BlobInEvent, blobInEventSerializer } from '../../src-preload/contract/wire.ts';
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
    customJsonSerializers: [blobInEventSerializer],
    clientInterceptors: [
      async ({ next, path }) => {
        const procedure = path.join('.');
        try {
          const output = await next();
          return isEvents(output) ? packedEvents(output, procedure, report) : output;
        } catch (cause) {
          throw wireErrorOf(failureOf(procedure, cause, report));
        }
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
        const procedure = path.join('.');
        try {
          const output = await next();
          return isEvents(output) ? plainEvents(output, procedure, report) : output;
        } catch (cause) {
          throw failureOf(procedure, cause, report);
        }
      },
    ],
  });
}

async function* packedEvents(events: AsyncIterable<unknown>, procedure: string, report: Report) {
  try {
    for await (const event of events) yield await packBlobs(event);
  } catch (cause) {
    throw wireErrorOf(failureOf(procedure, cause, report));
  }
}

async function* plainEvents(events: AsyncIterable<unknown>, procedure: string, report: Report) {
  try {
    yield* events;
  } catch (cause) {
    throw failureOf(procedure, cause, report);
  }
}

/** The event with every Blob in it made ready to travel. */
async function packBlobs(value: unknown): Promise<unknown> {
  if (value instanceof Blob) {
    return new BlobInEvent(value.type, Buffer.from(await value.arrayBuffer()).toString('base64'));
  }
  if (Array.isArray(value)) return Promise.all(value.map(packBlobs));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype)
    return value;
  const entries = Object.entries(value).map(async ([key, part]) => [key, await packBlobs(part)] as const);
  return Object.fromEntries(await Promise.all(entries));
}

function isEvents(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}

function bufferOf({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBuffer {
  if (buffer instanceof ArrayBuffer && byteLength === buffer.byteLength) return buffer;
  return new Uint8Array(new Uint8Array(buffer, byteOffset, byteLength)).buffer;
}
