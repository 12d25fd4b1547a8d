import { pathToFileURL } from 'node:url';

/**
 * Runs a program made for `child_process.fork` in a utility process: its `process.send` and its messages go through the port
 * that main sends first. The program's path is the only argument.
 */
const program = process.argv[2];
if (program === undefined) throw new Error('A helper process needs the path of its program.');

process.parentPort.once('message', ({ ports: [port] }) => {
  if (port === undefined) throw new Error('A helper process needs a port.');
  process.send = (message: unknown) => {
    port.postMessage(message);
    return true;
  };
  port.on('message', ({ data }) => process.emit('message', data, undefined));
  port.on('close', () => process.emit('disconnect'));
  void import(pathToFileURL(program).href).then(() => port.start());
});
