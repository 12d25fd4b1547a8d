import { EngineProcess, type FromEngine, type StartEngine, type ToEngine } from '../engine/process.ts';
import type { Connection, Frame } from '../engine/serve.ts';
import { SendWindow } from './send-window.ts';

/** Frames of many clients over the one channel between the web host and its engine process. */
export type ToEngineSide =
  | { readonly kind: 'frame'; readonly client: number; readonly frame: Frame }
  | { readonly kind: 'sent'; readonly client: number; readonly bytes: number }
  | { readonly kind: 'gone'; readonly client: number };

export type FromEngineSide =
  | { readonly kind: 'frame'; readonly client: number; readonly frame: Frame }
  | { readonly kind: 'refused'; readonly client: number };

/** Bytes a client may be behind before answers to it wait. */
const windowBytes = 16 * 1024 * 1024;

interface Client {
  readonly connection: Connection;
  readonly window: SendWindow;
}

/** Runs the engine in this process, a child of the web host. Ends with it. */
export function runEngineSide(start: StartEngine): void {
  const post = (message: FromEngine | FromEngineSide): void => void process.send?.(message);
  const engine = new EngineProcess(start, { post, exit: (code) => process.exit(code) });
  const clients = new Map<number, Client>();

  const clientOf = (id: number): Client => {
    const known = clients.get(id);
    if (known !== undefined) return known;
    const window = new SendWindow(windowBytes);
    const connection = engine.connect(async (frame) => {
      if (await window.admit(sizeOf(frame))) post({ kind: 'frame', client: id, frame });
    });
    const client: Client = { connection, window };
    clients.set(id, client);
    return client;
  };

  process.on('message', (message: ToEngine | ToEngineSide) => {
    switch (message.kind) {
      case 'frame':
        clientOf(message.client)
          .connection.receive(message.frame)
          .catch((cause: unknown) => {
            console.error(cause);
            post({ kind: 'refused', client: message.client });
          });
        return;
      case 'sent':
        clients.get(message.client)?.window.arrived(message.bytes);
        return;
      case 'gone':
        clients.get(message.client)?.connection.close();
        clients.get(message.client)?.window.end();
        clients.delete(message.client);
        return;
      default:
        void engine.handle(message);
    }
  });
  process.on('disconnect', () => void engine.stop());
  // Ctrl+C reaches the whole process group; the host decides when the engine ends.
  process.on('SIGINT', () => {});
}

/** Bytes of a frame on its way, for flow control. */
export function sizeOf(frame: Frame): number {
  return typeof frame === 'string' ? frame.length : frame.byteLength;
}
