import type { PlainError } from '../../src-preload/contract/errors.ts';
import { MezzoError, toPlainError } from '../../src-preload/contract/errors.ts';
import { type Grant, Grants } from './grants.ts';
import { type Connection, type EngineRouter, type Frame, type Send, serveRouter } from './serve.ts';

/** What a host tells the process that runs the engine. `options` are the engine's, as plain data. */
export type ToEngine =
  | { readonly kind: 'start'; readonly options: unknown }
  | { readonly kind: 'grant'; readonly grant: Grant }
  | { readonly kind: 'stop' };

/** What the engine's process tells its host. */
export type FromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'granted'; readonly token: string }
  | { readonly kind: 'failed'; readonly error: PlainError };

/** A started engine as its process needs it. */
export interface StartedEngine extends AsyncDisposable {
  readonly router: EngineRouter;
}

export type StartEngine = (options: unknown, grants: Grants) => Promise<StartedEngine>;

/** How this process speaks to its host, and how it ends itself. */
export interface ProcessSeat {
  post(message: FromEngine): void;
  exit(code: number): void;
}

/**
 * The part of an engine process that is the same under every host: starts the engine when told, takes grants, serves
 * connections (frames that come before the engine is ready wait for it), and ends in order.
 */
export class EngineProcess {
  readonly #start: StartEngine;
  readonly #seat: ProcessSeat;
  readonly #grants = new Grants();
  readonly #connect = Promise.withResolvers<(send: Send) => Connection>();
  #engine: Promise<StartedEngine> | null = null;

  constructor(start: StartEngine, seat: ProcessSeat) {
    this.#start = start;
    this.#seat = seat;
  }

  async handle(message: ToEngine): Promise<void> {
    if (message.kind === 'grant') {
      this.#grants.accept(message.grant);
      this.#seat.post({ kind: 'granted', token: message.grant.token });
    } else if (message.kind === 'stop') await this.stop();
    else await this.#startOnce(message.options);
  }

  /** Serves one client. Frames are answered in the order in which the engine is done with them. */
  connect(send: Send): Connection {
    const connection = this.#connect.promise.then((connect) => connect(send));
    return {
      receive: async (frame: Frame) => (await connection).receive(frame),
      close: () => void connection.then((open) => open.close()),
    };
  }

  /** Lets the engine put everything away, then ends the process. */
  async stop(): Promise<void> {
    try {
      await (await this.#engine)?.[Symbol.asyncDispose]();
      this.#seat.exit(0);
    } catch (cause) {
      console.error(cause);
      this.#seat.exit(1);
    }
  }

  async #startOnce(options: unknown): Promise<void> {
    if (this.#engine !== null) return;
    this.#engine = this.#start(options, this.#grants);
    try {
      const { router } = await this.#engine;
      this.#connect.resolve(serveRouter(router, reportToLog));
      this.#seat.post({ kind: 'ready' });
    } catch (cause) {
      // A MezzoError says all there is to say, and the host passes its sentence on.
      if (!(cause instanceof MezzoError)) console.error(cause);
      this.#seat.post({ kind: 'failed', error: toPlainError(cause) });
      this.#seat.exit(1);
    }
  }
}

function reportToLog(procedure: string, cause: unknown): void {
  console.error(`${procedure} failed:`, cause);
}
