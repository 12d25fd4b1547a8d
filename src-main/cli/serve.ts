import { startWebHost } from '../web/host.ts';
import { type Arguments, oneOf, wholeNumberOf } from './arguments.ts';
import { providers } from './with-engine.ts';

/** Serves the workstation until it is told to stop. Prints one line: its address. */
export async function serve({ operands, values }: Arguments): Promise<0> {
  const host = await startWebHost({
    port: wholeNumberOf('port', values.port, 0, [0, 65_535]),
    files: operands,
    engineOptions: {
      ...(values.home === undefined ? {} : { dataFolder: values.home }),
      provider: oneOf('provider', values.provider, providers, 'auto'),
    },
  });
  process.stdout.write(`${host.address}\n`);
  const stop = new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await Promise.race([stop, host.engineReady.then(() => stop)]).finally(() => host.close());
  return 0;
}
