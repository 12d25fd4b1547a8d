import { type ChildProcess, fork } from 'node:child_process';
import { EventEmitter } from 'node:events';

interface HelperEvents<Message> {
  message: [message: Message];
  /** The process is gone. */
  exit: [];
  /** The process could not be started or reached. */
  error: [cause: Error];
}

/** A program of Mezzo's own in a process of its own, which may crash or hang without harm. */
export interface HelperProcess<Message> extends EventEmitter<HelperEvents<Message>> {
  /** False once the process is gone. */
  readonly running: boolean;
  /** False once messages cannot reach the process any more; it may take a moment longer to end. */
  readonly connected: boolean;
  /** Calls back when the message left, with an error when the process is gone. */
  send(message: object, done: (cause: Error | null) => void): void;
  /** Ends the process at once, whatever it is doing. */
  kill(): void;
  /** Whether the process keeps this one alive; it does from its start. */
  hold(held: boolean): void;
}

/** Starts a program; `program` is the path of a module that speaks by `process.send` and `process.on('message')`. */
export type LaunchHelper = <Message>(program: string) => HelperProcess<Message>;

let launch: LaunchHelper = forkHelper;

export const launchHelper: LaunchHelper = (program) => launch(program);

/** Replaces `fork` where the host does not allow it: a packaged Electron is no Node. Called before any helper starts. */
export function setHelperLauncher(launcher: LaunchHelper): void {
  launch = launcher;
}

function forkHelper<Message>(program: string): HelperProcess<Message> {
  return new ForkedHelper<Message>(
    fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] }),
  );
}

class ForkedHelper<Message> extends EventEmitter<HelperEvents<Message>> implements HelperProcess<Message> {
  readonly #child: ChildProcess;

  constructor(child: ChildProcess) {
    super();
    this.#child = child;
    child.on('message', (message) => this.emit('message', message as Message));
    child.on('exit', () => this.emit('exit'));
    child.on('error', (cause) => this.emit('error', cause));
  }

  get running(): boolean {
    const { exitCode, signalCode, pid } = this.#child;
    return pid !== undefined && exitCode === null && signalCode === null;
  }

  get connected(): boolean {
    return this.#child.connected;
  }

  send(message: object, done: (cause: Error | null) => void): void {
    this.#child.send(message, done);
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  hold(held: boolean): void {
    if (held) this.#child.ref();
    else this.#child.unref();
    if (held) this.#child.channel?.ref();
    else this.#child.channel?.unref();
  }
}
