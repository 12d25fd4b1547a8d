import { resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MessageChannelMain, type UtilityProcess, utilityProcess } from 'electron';
import { siblingModule } from '../engine/jobs/sibling.ts';
import type { HelperNews, HelperRequest } from './helper-messages.ts';

/** Programs that may run as helpers lie in the engine's own folder. */
const programs = fileURLToPath(new URL('../engine/', import.meta.url));

/** Starts and ends the helpers of one engine; they all end with it. */
export class HelperHost {
  readonly #engine: UtilityProcess;
  readonly #programs: string;
  readonly #helpers = new Map<number, UtilityProcess>();

  constructor(engine: UtilityProcess, allowed = programs) {
    this.#engine = engine;
    this.#programs = allowed.endsWith(sep) ? allowed : allowed + sep;
    engine.once('exit', () => {
      for (const helper of this.#helpers.values()) helper.kill();
    });
  }

  hear(request: HelperRequest): void {
    if (request.kind === 'helper-kill') this.#helpers.get(request.id)?.kill();
    else if (resolve(request.program).startsWith(this.#programs)) this.#start(request.id, request.program);
    else this.#tell({ kind: 'helper-exit', id: request.id });
  }

  #start(id: number, program: string): void {
    const entry = fileURLToPath(siblingModule(import.meta.url, './helper-process'));
    const helper = utilityProcess.fork(entry, [program], { serviceName: 'Mezzo decoder', stdio: 'ignore' });
    this.#helpers.set(id, helper);
    helper.once('exit', () => {
      this.#helpers.delete(id);
      this.#tell({ kind: 'helper-exit', id });
    });
    const { port1, port2 } = new MessageChannelMain();
    helper.postMessage(null, [port1]);
    this.#tell({ kind: 'helper-port', id }, port2);
  }

  #tell(news: HelperNews, port?: Electron.MessagePortMain): void {
    this.#engine.postMessage(news, port ? [port] : []);
  }
}
