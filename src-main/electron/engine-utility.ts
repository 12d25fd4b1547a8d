import { fileURLToPath } from 'node:url';
import { type MessagePortMain, utilityProcess } from 'electron';
import type { FromEngine } from '../engine/process.ts';
import type { EngineChild } from '../web/supervisor.ts';
import { HelperHost } from './helper-host.ts';
import { type HelperRequest, isHelperRequest } from './helper-messages.ts';

/** An engine in Electron's utility process. */
export interface UtilityEngine extends EngineChild {
  /** Hands the engine one end of a channel; a window has the other. */
  connect(port: MessagePortMain): void;
}

/** Milliseconds an engine has to put everything away before it is killed. */
const grace = 5_000;

/** Forks the engine process. */
export function forkUtility(entry: URL): UtilityEngine {
  const child = utilityProcess.fork(fileURLToPath(entry), [], {
    serviceName: 'Mezzo engine',
    stdio: 'inherit',
  });
  const helpers = new HelperHost(child);
  child.on('message', (message: FromEngine | HelperRequest) => {
    if (isHelperRequest(message)) helpers.hear(message);
  });
  let alive = true;
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      alive = false;
      resolve();
    });
  });
  return {
    exited,
    post: async (message) => {
      if (alive) child.postMessage(message);
    },
    connect: (port) => {
      if (alive) child.postMessage(null, [port]);
    },
    onMessage: (listener) =>
      void child.on('message', (message: FromEngine | HelperRequest) => {
        if (!isHelperRequest(message)) listener(message);
      }),
    async stop() {
      if (alive) child.postMessage({ kind: 'stop' });
      const timer = setTimeout(() => child.kill(), grace);
      await exited;
      clearTimeout(timer);
    },
  };
}
