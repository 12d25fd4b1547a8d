import type { ParentPort } from 'electron';
import { setHelperLauncher } from '../engine/jobs/helper-process.ts';
import { EngineProcess, type StartEngine, type ToEngine } from '../engine/process.ts';
import { HelperLauncher } from './helper-launcher.ts';
import { isHelperNews } from './helper-messages.ts';

/**
 * Runs the engine in this process, a utility process of Electron. Its parent sends control messages, and with each
 * request of a window a MessagePort that leads straight to that window.
 */
export function runUtilitySide(start: StartEngine, parentPort: ParentPort): void {
  const engine = new EngineProcess(start, {
    post: (message) => parentPort.postMessage(message),
    exit: (code) => process.exit(code),
  });

  const helpers = new HelperLauncher(parentPort);
  setHelperLauncher(helpers.launch);

  parentPort.on('message', ({ data, ports }) => {
    const [port] = ports;
    if (isHelperNews(data)) return helpers.hear(data, port);
    if (port === undefined) return void engine.handle(data as ToEngine);
    const connection = engine.connect((frame) => port.postMessage(frame));
    port.on('message', ({ data: frame }) => {
      connection.receive(frame).catch((cause: unknown) => {
        console.error(cause);
        connection.close();
        port.close();
      });
    });
    port.on('close', () => connection.close());
    port.start();
  });
}
