import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ENGINE_PROTOCOL } from '../../src-preload/contract/host.ts';

/**
 * Who may speak to the web host. Three gates, each enough against one kind of stranger: the Host header against a name
 * rebound to 127.0.0.1, the Origin header against pages of other sites, the token against everybody else on this machine.
 */

/** A token of 256 random bits, fresh at each start. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in a time that does not depend on where the tokens differ. */
export function isToken(offered: string | null | undefined, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(offered ?? ''), digest(token));
}

/** Whether a request names this host by a loopback name. */
export function isOwnHost({ host }: IncomingHttpHeaders, port: number): boolean {
  return host !== undefined && loopbackNames(port).includes(host.toLowerCase());
}

/**
 * Whether a request comes from the workstation's own page. Browsers send Origin with every WebSocket handshake and every
 * request across sites; a request without one is no page's, and the token judges it.
 */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders, port: number): boolean {
  if (origin === undefined) return true;
  return loopbackNames(port).some((name) => origin === `http://${name}` && name === host?.toLowerCase());
}

/** The token of `Authorization: Bearer …`. */
export function bearerToken({ authorization }: IncomingHttpHeaders): string | null {
  return /^Bearer ([\w-]+)$/.exec(authorization ?? '')?.[1] ?? null;
}

/** The token among the WebSocket's subprotocols (`mezzo`, `token.…`). */
export function protocolToken(headers: IncomingHttpHeaders): string | null {
  const protocols = (headers['sec-websocket-protocol'] ?? '').split(',').map((name) => name.trim());
  if (!protocols.includes(ENGINE_PROTOCOL)) return null;
  return protocols.find((name) => name.startsWith('token.'))?.slice('token.'.length) ?? null;
}

function loopbackNames(port: number): string[] {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return names.map((name) => (port === 80 ? name : `${name}:${port}`));
}
