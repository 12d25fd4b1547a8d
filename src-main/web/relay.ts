import type { WebSocket } from 'ws';
import type { WebEngineChild } from './engine-child.ts';
import { sizeOf } from './engine-side.ts';

/** Bytes on their way to the engine above which a client's socket is not read on. */
const window = 32 * 1024 * 1024;

/** WebSocket close codes that tell the page what happened (RFC 6455, §7.4.1 and its registry). */
export const closeCodes = { badFrame: 1002, failed: 1011, restart: 1012 } as const;

/**
 * Carries frames between the browsers' WebSockets and one engine process, unread. Both ways are held back: a slow
 * browser makes its own answers wait in the engine, a slow engine makes the browser's socket wait.
 */
export class Relay {
  readonly #child: WebEngineChild;
  readonly #sockets = new Map<number, WebSocket>();
  #nextClient = 1;

  constructor(child: WebEngineChild) {
    this.#child = child;
    child.onRelay((message) => {
      if (message.kind === 'frame') this.#toBrowser(message.client, message.frame);
      else if (message.kind === 'refused') {
        this.#sockets
          .get(message.client)
          ?.close(closeCodes.badFrame, 'The engine did not understand the page.');
      }
    });
  }

  add(socket: WebSocket): void {
    const client = this.#nextClient;
    this.#nextClient += 1;
    this.#sockets.set(client, socket);
    let onTheirWay = 0;

    socket.on('message', (data, isBinary) => {
      const bytes = toBytes(data);
      const frame = isBinary ? bytes : bytes.toString();
      onTheirWay += bytes.length;
      if (onTheirWay > window) socket.pause();
      void this.#child.relay({ kind: 'frame', client, frame }).then(() => {
        onTheirWay -= bytes.length;
        if (onTheirWay <= window) socket.resume();
      });
    });
    socket.on('close', () => {
      this.#sockets.delete(client);
      void this.#child.relay({ kind: 'gone', client });
    });
  }

  /** Closes every socket, so that the pages connect again. */
  close(code: number, reason: string): void {
    for (const socket of this.#sockets.values()) closeSocket(socket, code, reason);
    this.#sockets.clear();
  }

  #toBrowser(client: number, frame: Parameters<typeof sizeOf>[0]): void {
    const socket = this.#sockets.get(client);
    if (socket === undefined) return;
    const bytes = sizeOf(frame);
    socket.send(frame, () => void this.#child.relay({ kind: 'sent', client, bytes }));
  }
}

/** Closes a socket with a reason the page can show; the protocol has room for 123 bytes of it. */
export function closeSocket(socket: WebSocket, code: number, reason: string): void {
  const room = Buffer.from(reason)
    .subarray(0, 123)
    .toString()
    .replace(/\uFFFD+$/u, '');
  socket.close(code, room);
}

function toBytes(data: Buffer | ArrayBuffer | Buffer[]): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
