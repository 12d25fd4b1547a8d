import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import { ENGINE_PROTOCOL, NO_ENGINE_PROTOCOL } from '../../src-preload/contract/host.ts';
import { isOwnHost, isOwnOrigin, isToken, protocolToken } from './access.ts';
import { closeCodes, closeSocket, type Relay } from './relay.ts';

/** The largest frame a page may send: an upload step of 4 MiB has ample room. */
export const maxFrame = 16 * 1024 * 1024;

export interface EngineSockets {
  readonly port: number;
  readonly token: string;
  /** The way to the engine as soon as one runs, or the sentence that says why none will. */
  readonly relay: () => Promise<Relay | string>;
}

/** Accepts the workstation's WebSockets at `/engine` and hands them to the engine; `close` ends them all. */
export function acceptEngineSockets(server: Server, gate: EngineSockets): { close(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: maxFrame,
    perMessageDeflate: false,
    handleProtocols: (_, request) => (hopeless.has(request) ? NO_ENGINE_PROTOCOL : ENGINE_PROTOCOL),
  });
  const waiting = new Set<Duplex>();
  const hopeless = new WeakSet<IncomingMessage>();
  const upgrade = async (request: IncomingMessage, stream: Duplex, head: Buffer): Promise<void> => {
    stream.on('error', () => stream.destroy());
    const refusal = refusalOf(request, gate);
    if (refusal !== null) return refuse(stream, refusal);
    waiting.add(stream);
    const way = await gate.relay();
    waiting.delete(stream);
    if (stream.destroyed) return;
    if (typeof way === 'string') hopeless.add(request);
    sockets.handleUpgrade(request, stream, head, (socket) => admit(socket, way));
  };
  server.on('upgrade', (request, stream, head) => void upgrade(request, stream, head));
  return {
    close: () => {
      for (const stream of waiting) stream.destroy();
      for (const socket of sockets.clients) closeSocket(socket, 1001, 'Mezzo was closed.');
      sockets.close();
    },
  };
}

function admit(socket: WebSocket, way: Relay | string): void {
  // A broken or too large frame closes the socket by itself; the page then connects again.
  socket.on('error', () => {});
  if (typeof way === 'string') closeSocket(socket, closeCodes.failed, way);
  else way.add(socket);
}

function refusalOf({ url, headers }: IncomingMessage, { port, token }: EngineSockets): string | null {
  if (!isOwnHost(headers, port) || !isOwnOrigin(headers, port)) return '403 Forbidden';
  if (url !== '/engine') return '404 Not Found';
  return isToken(protocolToken(headers), token) ? null : '401 Unauthorized';
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
