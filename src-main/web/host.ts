import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { siblingModule } from '../engine/jobs/sibling.ts';
import { makeToken } from './access.ts';
import { forkEngine, type WebEngineChild } from './engine-child.ts';
import { acceptEngineSockets } from './engine-sockets.ts';
import { openBrowser } from './open-browser.ts';
import { listPageFiles } from './page-files.ts';
import { answerPageRequest } from './page-requests.ts';
import { closeCodes, Relay } from './relay.ts';
import { Supervisor, type SupervisorOptions } from './supervisor.ts';

export interface WebHostOptions {
  /** Port on 127.0.0.1; 0 or nothing takes a free one. */
  readonly port?: number;
  /** Files to open in the workstation at its start. */
  readonly files?: readonly string[];
  /** Handed to the engine as it is; plain data. */
  readonly engineOptions?: unknown;
  /** Shows the address in the user's browser. */
  readonly open?: boolean;
  /** The module that runs the engine process; tests put their own here. */
  readonly engineEntry?: URL;
  /** The built renderer. */
  readonly pageFolder?: string;
  readonly supervision?: Pick<
    SupervisorOptions<WebEngineChild>,
    'restartDelay' | 'quick' | 'patience' | 'onLost'
  >;
}

export interface WebHost extends AsyncDisposable {
  /** The workstation's address with its token: `http://127.0.0.1:PORT/?token=…`. */
  readonly address: string;
  /** Resolves when the engine answers; rejects when it cannot be started. */
  readonly engineReady: Promise<void>;
  /** Ends the server, every connection and the engine. */
  close(): Promise<void>;
}

/**
 * Serves the workstation to browsers of this machine. Resolves when the page can be loaded; the engine starts meanwhile.
 * Throws `file_missing` when the renderer was not built and `bad_request` when the port is taken.
 */
export async function startWebHost(options: WebHostOptions = {}): Promise<WebHost> {
  const pages = await listPageFiles(options.pageFolder ?? builtRenderer());
  const token = makeToken();
  let relay = Promise.withResolvers<Relay | string>();
  let current: Relay | null = null;

  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const entry = options.engineEntry ?? siblingModule(import.meta.url, './engine-process');
  const supervisor = new Supervisor<WebEngineChild>({
    ...options.supervision,
    engineOptions: options.engineOptions ?? {},
    launch: () => forkEngine(entry),
    onLaunch: (child) => {
      current = new Relay(child);
      relay.resolve(current);
    },
    onLost: (sentence, final) => {
      current?.close(final ? closeCodes.failed : closeCodes.restart, sentence);
      relay = Promise.withResolvers();
      if (final) relay.resolve(sentence);
      options.supervision?.onLost?.(sentence, final);
    },
  });
  const grants = Promise.all((options.files ?? []).map((file) => supervisor.grant(resolve(file), 'read')));

  server.on('request', answerPageRequest({ port, token, pages, grants }));
  const sockets = acceptEngineSockets(server, { port, token, relay: () => relay.promise });

  const address = `http://127.0.0.1:${port}/?token=${token}`;
  if (options.open) openBrowser(address);
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    sockets.close();
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await Promise.all([closed, supervisor[Symbol.asyncDispose]()]);
  };
  return { address, engineReady: supervisor.ready, close, [Symbol.asyncDispose]: close };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    const sentence = `Mezzo cannot listen on port ${port} of this machine; something else may use it. Choose another with --port.`;
    throw new MezzoError('bad_request', sentence, { cause });
  }
  return (server.address() as AddressInfo).port;
}

/** The renderer's build, seen from the source tree or from the built program. */
function builtRenderer(): string {
  const fromHere = import.meta.url.endsWith('.ts') ? '../../out/renderer' : '../../renderer';
  return fileURLToPath(new URL(fromHere, import.meta.url));
}
