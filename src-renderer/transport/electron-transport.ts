import { MezzoError } from '../../src-preload/contract/errors.ts';
import {
  type ElectronBridge,
  ENGINE_PORT_MESSAGE,
  type EngineConnection,
  type Transport,
} from '../../src-preload/contract/host.ts';

/** The part of the window that the engine's port comes through. */
export type PortWindow = Pick<Window, 'addEventListener' | 'removeEventListener'>;

const waitForPort = 20_000;
/**
 * A port closes before the main process has seen its engine die; who asked for a new one at once would get the dying engine again. The
 * main process says so when it knows, and after this many milliseconds its silence is taken for an answer.
 */
const lossNotice = 1000;
const portClosed = 'The engine stopped. Mezzo is starting it again.';

/** The engine in Electron's utility process, over the MessagePort that the preload forwards. */
export function electronTransport(bridge: ElectronBridge, page: PortWindow): Transport {
  const { openDialog, saveDialog, grantFile, onFilesOpened } = bridge;
  return {
    capabilities: { name: 'electron', openDialog, saveDialog, grantFile, onFilesOpened },
    async connect() {
      const waiting = new AbortController();
      try {
        const arrival = nextPort(page, waiting.signal);
        const refusal = await bridge.requestEngine();
        if (refusal !== null) throw new MezzoError('engine_lost', refusal);
        return connectionOver(bridge, await arrival);
      } finally {
        waiting.abort();
      }
    },
  };
}

function nextPort(page: PortWindow, waiting: AbortSignal): Promise<MessagePort> {
  const { promise, resolve, reject } = Promise.withResolvers<MessagePort>();
  const onMessage = (event: MessageEvent): void => {
    const [port] = event.ports;
    if (event.source === page && event.data === ENGINE_PORT_MESSAGE && port !== undefined) resolve(port);
  };
  const timer = setTimeout(
    () => reject(new MezzoError('engine_lost', 'The engine does not answer. Start Mezzo again.')),
    waitForPort,
  );
  page.addEventListener('message', onMessage);
  waiting.addEventListener('abort', () => {
    clearTimeout(timer);
    page.removeEventListener('message', onMessage);
  });
  promise.catch(() => {});
  return promise;
}

function connectionOver(bridge: ElectronBridge, port: MessagePort): EngineConnection {
  const { promise: closed, resolve } = Promise.withResolvers<string>();
  const unsubscribe = bridge.onEngineLost(resolve);
  port.addEventListener('close', () => setTimeout(() => resolve(portClosed), lossNotice));
  void closed.then(() => {
    unsubscribe();
    port.close();
  });
  port.start();
  return { port, closed, close: () => resolve('The window closed this connection.') };
}
