import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import { MessagePortMain } from './message-ports.ts';

/** Gives a worker thread the `process.parentPort` of a utility process, then runs its entry. */
const port = parentPort;
if (port === null) throw new Error('This runs on a worker thread only.');
const electronPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => port.postMessage(message),
});
port.on('message', ({ data, ports }: { data: unknown; ports: MessagePort[] }) => {
  electronPort.emit('message', { data, ports: ports.map((inner) => new MessagePortMain(inner)) });
});
Object.defineProperty(process, 'parentPort', { value: electronPort });

await import(pathToFileURL(workerData.entry).href);
