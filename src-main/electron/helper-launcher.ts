import { EventEmitter } from 'node:events';
import type { MessagePortMain, ParentPort } from 'electron';
import type { HelperProcess, LaunchHelper } from '../engine/jobs/helper-process.ts';
import type { HelperNews, HelperRequest } from './helper-messages.ts';

/** Helpers of an engine that runs in a utility process, which can start none itself: main starts them and sends a port. */
export class HelperLauncher {
  readonly #parentPort: ParentPort;
  readonly #helpers = new Map<number, UtilityHelper<unknown>>();
  #nextId = 1;

  constructor(parentPort: ParentPort) {
    this.#parentPort = parentPort;
  }

  readonly launch: LaunchHelper = <Message>(program: string): HelperProcess<Message> => {
    const id = this.#nextId;
    this.#nextId += 1;
    const helper = new UtilityHelper<Message>(() => this.#ask({ kind: 'helper-kill', id }));
    this.#helpers.set(id, helper as UtilityHelper<unknown>);
    this.#ask({ kind: 'helper', id, program });
    return helper;
  };

  /** Takes what main says about a helper. */
  hear(news: HelperNews, port: MessagePortMain | undefined): void {
    const helper = this.#helpers.get(news.id);
    if (news.kind === 'helper-port' && port !== undefined) helper?.connect(port);
    if (news.kind !== 'helper-exit') return;
    this.#helpers.delete(news.id);
    helper?.end();
  }

  #ask(request: HelperRequest): void {
    this.#parentPort.postMessage(request);
  }
}

class UtilityHelper<Message>
  extends EventEmitter<{ message: [Message]; exit: []; error: [Error] }>
  implements HelperProcess<Message>
{
  readonly #kill: () => void;
  readonly #port = Promise.withResolvers<MessagePortMain>();
  running = true;

  get connected(): boolean {
    return this.running;
  }

  constructor(kill: () => void) {
    super();
    this.#kill = kill;
    this.#port.promise.catch(() => {});
  }

  connect(port: MessagePortMain): void {
    port.on('message', ({ data }) => this.emit('message', data));
    port.start();
    this.#port.resolve(port);
  }

  end(): void {
    this.running = false;
    this.#port.reject(new Error('The helper process is gone.'));
    this.emit('exit');
  }

  send(message: object, done: (cause: Error | null) => void): void {
    this.#port.promise.then((port) => {
      port.postMessage(message);
      done(null);
    }, done);
  }

  kill(): void {
    this.#kill();
  }

  /** A utility process ends when main says so; nothing else keeps it alive. */
  hold(): void {}
}
