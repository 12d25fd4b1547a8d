import { EventEmitter } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { MessagePortMain } from './message-ports.ts';

const bootstrap = new URL('./utility-bootstrap.ts', import.meta.url);

/** Electron's utility process on a worker thread: `process.exit` ends it, messages may carry ports. */
class UtilityProcess extends EventEmitter {
  readonly #worker: Worker;

  constructor(entry: string, programArguments: readonly string[]) {
    super();
    this.#worker = new Worker(bootstrap, { workerData: { entry }, argv: [...programArguments] });
    this.#worker.on('message', (message: unknown) => this.emit('message', message));
    this.#worker.on('error', (error) => console.error(error));
    this.#worker.on('exit', (code) => this.emit('exit', code));
  }

  postMessage(message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => port.inner);
    this.#worker.postMessage({ data: message, ports }, ports);
  }

  kill(): boolean {
    void this.#worker.terminate();
    return true;
  }
}

export const utilityProcess = {
  fork: (entry: string, programArguments: readonly string[] = []): UtilityProcess =>
    new UtilityProcess(entry, programArguments),
};
