import { EventEmitter } from 'node:events';
import type { MessagePort } from 'node:worker_threads';
import type { MessagePortMain } from './message-ports.ts';

type Handler = (event: unknown, ...values: unknown[]) => unknown;

/** Both ends of Electron's IPC in one thread. Values are cloned, as between processes; who asks is the test's choice. */
export class IpcDouble {
  readonly #handlers = new Map<string, Handler>();
  readonly #mainEvents = new EventEmitter();
  readonly #pageEvents = new EventEmitter();
  /** What main sees as the sender of the next messages. */
  sender: { readonly sender: unknown; readonly senderFrame: unknown } = { sender: null, senderFrame: null };

  readonly ipcMain = {
    handle: (channel: string, handler: Handler): void => {
      if (this.#handlers.has(channel))
        throw new Error(`Attempted to register a second handler for '${channel}'`);
      this.#handlers.set(channel, handler);
    },
    on: (channel: string, listener: Handler): void => void this.#mainEvents.on(channel, listener),
  };

  readonly ipcRenderer = {
    invoke: async (channel: string, ...values: unknown[]): Promise<unknown> => {
      const handler = this.#handlers.get(channel);
      if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
      try {
        return structuredClone(await handler({ ...this.sender }, ...structuredClone(values)));
      } catch (cause) {
        throw new Error(`Error invoking remote method '${channel}': ${cause}`);
      }
    },
    send: (channel: string, ...values: unknown[]): void => {
      this.#mainEvents.emit(channel, { ...this.sender }, ...structuredClone(values));
    },
    on: (channel: string, listener: Handler): void => void this.#pageEvents.on(channel, listener),
    off: (channel: string, listener: Handler): void => void this.#pageEvents.off(channel, listener),
  };

  /** What WebContents.send and .postMessage do. */
  toPage(channel: string, value: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports: MessagePort[] = transfer.map((port) => port.inner);
    this.#pageEvents.emit(channel, { ports }, structuredClone(value));
  }

  listeners(channel: string): number {
    return this.#pageEvents.listenerCount(channel);
  }
}
