import { MezzoError } from '../../src-preload/contract/errors.ts';
import {
  ENGINE_PROTOCOL,
  type EngineConnection,
  type HostCapabilities,
  NO_ENGINE_PROTOCOL,
  type Transport,
} from '../../src-preload/contract/host.ts';

/** Where the workstation was opened: the page's own address, with the token the web host printed. */
export type PageAddress = Pick<URL, 'host' | 'search'>;

const unreachable = 'The web host is gone. Start Mezzo again and open the address it prints.';

/** The engine behind the web host's WebSocket. The token travels as a subprotocol, since a page can set no headers. */
export function webTransport(page: PageAddress): Transport {
  const token = new URLSearchParams(page.search).get('token') ?? '';
  return { capabilities: capabilities(page, token), connect: () => openSocket(page, token) };
}

function capabilities(page: PageAddress, token: string): HostCapabilities {
  return {
    name: 'web',
    openDialog: null,
    saveDialog: null,
    grantFile: null,
    onFilesOpened: (listener) => {
      const ended = new AbortController();
      void filesNamedAtStart(page, token, ended.signal).then((grants) => {
        if (!ended.signal.aborted && grants.length > 0) listener(grants);
      });
      return () => ended.abort();
    },
  };
}

/** Grants for the files named on the command line; none when the host does not answer. */
async function filesNamedAtStart(page: PageAddress, token: string, signal: AbortSignal): Promise<string[]> {
  try {
    const headers = { authorization: `Bearer ${token}` };
    const response = await fetch(`http://${page.host}/files`, { headers, signal });
    const answer: unknown = response.ok ? await response.json() : [];
    return Array.isArray(answer) ? answer.filter((grant) => typeof grant === 'string') : [];
  } catch {
    return [];
  }
}

function openSocket(page: PageAddress, token: string): Promise<EngineConnection> {
  const { promise, resolve, reject } = Promise.withResolvers<EngineConnection>();
  const closed = Promise.withResolvers<string>();
  const socket = new WebSocket(`ws://${page.host}/engine`, [
    ENGINE_PROTOCOL,
    NO_ENGINE_PROTOCOL,
    `token.${token}`,
  ]);
  socket.binaryType = 'arraybuffer';
  socket.addEventListener('open', () => {
    if (socket.protocol !== ENGINE_PROTOCOL) return;
    resolve({ port: socket, closed: closed.promise, close: () => socket.close() });
  });
  socket.addEventListener('close', (event) => {
    const sentence = event.reason || unreachable;
    reject(new MezzoError('engine_lost', sentence));
    closed.resolve(sentence);
  });
  return promise;
}
