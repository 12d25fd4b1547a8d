import { EngineProcess, type ToEngine } from '../engine/process.ts';
import { startEngine } from '../engine/start.ts';

/**
 * The engine's process under Electron, a utility process. Its parent sends control messages, and with each window's
 * request a MessagePort that leads straight to the window.
 */
const { parentPort } = process;
const engine = new EngineProcess(startEngine, {
  post: (message) => parentPort.postMessage(message),
  exit: (code) => process.exit(code),
});

parentPort.on('message', ({ data, ports }) => {
  const [port] = ports;
  if (port === undefined) {
    void engine.handle(data as ToEngine);
    return;
  }
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
