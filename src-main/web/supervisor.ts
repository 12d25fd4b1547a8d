import { setTimeout as delay } from 'node:timers/promises';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { type Grant, type GrantMode, makeGrant } from '../engine/grants.ts';
import type { FromEngine, ToEngine } from '../engine/process.ts';

/** A process that runs an engine, whatever kind of process the host has. */
export interface EngineChild {
  /** Resolves when the message left this process; never rejects, since a dead child says so by `exited`. */
  post(message: ToEngine): Promise<void>;
  onMessage(listener: (message: FromEngine) => void): void;
  readonly exited: Promise<void>;
  /** Asks the engine to end, and makes it end when it does not; resolves when it has. */
  stop(): Promise<void>;
}

export interface SupervisorOptions<Child> {
  /** Starts a process. */
  readonly launch: () => Child;
  /** The engine's options, as plain data. */
  readonly engineOptions: unknown;
  /** Called with each new child, before it is told to start. */
  readonly onLaunch?: (child: Child) => void;
  /** Called when a child died, with the sentence for the user; `final` when it will not be started again. */
  readonly onLost?: (sentence: string, final: boolean) => void;
  /** Milliseconds before the n-th restart in a row (n from 0). */
  readonly restartDelay?: (deaths: number) => number;
  /** An engine that lived shorter than this died quickly, in milliseconds. */
  readonly quick?: number;
  /** Quick deaths in a row after which the supervisor gives up. */
  readonly patience?: number;
}

export const restarting = 'The engine stopped. Mezzo is starting it again; nothing already saved is lost.';

/**
 * Keeps one engine process alive: starts it, starts it again when it dies (after a growing pause), and gives up when it
 * keeps dying at once. Holds the grants, so that a new engine knows what the user opened before.
 */
export class Supervisor<Child extends EngineChild> implements AsyncDisposable {
  readonly #options: SupervisorOptions<Child>;
  readonly #grants: Grant[] = [];
  readonly #closing = new AbortController();
  readonly #awaitingGrant = new Map<string, () => void>();
  readonly #life: Promise<void>;
  #child: Child | null = null;
  #ready = Promise.withResolvers<void>();
  #answers = false;
  #refusal: string | null = null;
  #lastFailure: string | null = null;

  constructor(options: SupervisorOptions<Child>) {
    this.#options = options;
    this.#ready.promise.catch(() => {});
    this.#life = this.#keepAlive();
  }

  /** The running child; null between a death and the next start. */
  get child(): Child | null {
    return this.#child;
  }

  /** Why there will be no engine any more; null as long as there is hope. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Resolves when the engine answers; rejects when the supervisor has given up. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** Makes a grant and resolves to its token when the engine knows it (or to one it will know when it is back). */
  async grant(path: string, mode: GrantMode): Promise<string> {
    const grant = makeGrant(path, mode);
    this.#grants.push(grant);
    const child = this.#child;
    if (child !== null) {
      const known = new Promise<void>((resolve) => this.#awaitingGrant.set(grant.token, resolve));
      void child.post({ kind: 'grant', grant });
      await Promise.race([known, child.exited]);
      this.#awaitingGrant.delete(grant.token);
    }
    return grant.token;
  }

  /** Ends the engine in order and starts no other. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#closing.abort();
    await this.#child?.stop();
    await this.#life;
  }

  async #keepAlive(): Promise<void> {
    const {
      quick = 10_000,
      patience = 5,
      restartDelay = (deaths) => Math.min(5_000, 250 * 2 ** deaths),
    } = this.#options;
    let deaths = 0;
    while (!this.#closing.signal.aborted) {
      const since = performance.now();
      await this.#liveOnce();
      if (this.#closing.signal.aborted) return;
      deaths = performance.now() - since < quick ? deaths + 1 : 0;
      if (deaths >= patience) return this.#giveUp(deaths);
      this.#options.onLost?.(this.#lastFailure ?? restarting, false);
      await delay(restartDelay(deaths), undefined, { signal: this.#closing.signal }).catch(() => {});
    }
  }

  /** One engine from its start to its death. */
  async #liveOnce(): Promise<void> {
    const child = this.#options.launch();
    this.#child = child;
    child.onMessage((message) => this.#hear(message));
    this.#options.onLaunch?.(child);
    for (const grant of this.#grants) void child.post({ kind: 'grant', grant });
    void child.post({ kind: 'start', options: this.#options.engineOptions });
    await child.exited;
    this.#child = null;
    if (!this.#answers) return;
    this.#answers = false;
    this.#ready = Promise.withResolvers();
    this.#ready.promise.catch(() => {});
  }

  #hear(message: FromEngine): void {
    if (message.kind === 'ready') {
      this.#lastFailure = null;
      this.#answers = true;
      this.#ready.resolve();
    } else if (message.kind === 'granted') this.#awaitingGrant.get(message.token)?.();
    else if (message.kind === 'failed') this.#lastFailure = message.error.message;
  }

  #giveUp(deaths: number): void {
    const reason = this.#lastFailure ?? 'Its log on the terminal may say why.';
    this.#refusal = `The engine stopped ${deaths} times in a row at its start. ${reason} Then start Mezzo again.`;
    this.#ready.reject(new MezzoError('engine_lost', this.#refusal));
    this.#options.onLost?.(this.#refusal, true);
  }
}
