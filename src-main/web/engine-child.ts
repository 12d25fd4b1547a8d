import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromEngine, ToEngine } from '../engine/process.ts';
import type { FromEngineSide, ToEngineSide } from './engine-side.ts';
import type { EngineChild } from './supervisor.ts';

/** An engine in a child process of Node, with the frames of its clients beside the messages of its host. */
export interface WebEngineChild extends EngineChild {
  /** Resolves when the message left this process. */
  relay(message: ToEngineSide): Promise<void>;
  onRelay(listener: (message: FromEngineSide) => void): void;
}

/** Milliseconds an engine has to put everything away before it is killed. */
const grace = 5_000;

/** Forks the engine process. Its log goes to this process's stderr; stdout stays the host's own. */
export function forkEngine(entry: URL): WebEngineChild {
  const child = fork(fileURLToPath(entry), [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const send = (message: ToEngine | ToEngineSide): Promise<void> =>
    new Promise((resolve) => {
      if (child.connected) child.send(message, () => resolve());
      else resolve();
    });
  return {
    exited,
    post: send,
    relay: send,
    onMessage: (listener) =>
      void child.on('message', (message: FromEngine | FromEngineSide) => {
        if (!isRelayed(message)) listener(message);
      }),
    onRelay: (listener) =>
      void child.on('message', (message: FromEngine | FromEngineSide) => {
        if (isRelayed(message)) listener(message);
      }),
    async stop() {
      void send({ kind: 'stop' });
      const timer = setTimeout(() => child.kill('SIGKILL'), grace);
      await exited;
      clearTimeout(timer);
    },
  };
}

function isRelayed(message: FromEngine | FromEngineSide): message is FromEngineSide {
  return message.kind === 'frame' || message.kind === 'refused';
}
