import { fileURLToPath } from 'node:url';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { type HelperProcess, launchHelper } from '../jobs/helper-process.ts';
import { siblingModule } from '../jobs/sibling.ts';
import type { DecoderMessage } from './decode-process.ts';
import type { DecodeRequest, DecodeResult } from './decode-to-file.ts';

const START_LIMIT_MS = 30_000;

export interface DecoderPoolOptions {
  /** The program of a decoder process; speaks the messages of decode-process.ts. */
  readonly program: string;
  /** A decoder that says nothing for this long hangs, in milliseconds. */
  readonly silenceLimitMs: number;
  /** How long a process waits for the next file, in milliseconds. */
  readonly idleMs: number;
  /** A process is replaced after this many files, so that a leak in a decoder stays small. */
  readonly filesPerProcess: number;
}

export interface DecodeInProcessOptions {
  readonly signal?: AbortSignal | undefined;
  /** Fraction done, 0 … 1, about ten times a second. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/**
 * Processes that decode. One works on one file at a time; after a file it waits a moment for the next one of a batch,
 * since starting one takes longer than decoding a short file. Waiting processes do not keep the program alive.
 */
export interface DecoderPool extends Disposable {
  /**
   * Rejects with a MezzoError; the process then writes nothing more (files it had begun are the caller's to remove).
   * Silence for too long, a crash and an abort end the process; the next file gets a new one.
   */
  decode(request: DecodeRequest, options?: DecodeInProcessOptions): Promise<DecodeResult>;
}

interface Decoder {
  readonly child: HelperProcess<DecoderMessage>;
  /** Its program is loaded and works. */
  ready: boolean;
  files: number;
  idleTimer: NodeJS.Timeout | null;
}

type Outcome =
  | { readonly kind: 'done'; readonly result: DecodeResult }
  | { readonly kind: 'failed'; readonly error: MezzoError }
  /** The process cannot be used any more. */
  | { readonly kind: 'broken'; readonly error: MezzoError; readonly died: boolean };

/** Kills a process and waits until it is gone, so that nothing is written after this. */
async function kill({ child }: Decoder): Promise<void> {
  if (!child.running) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill();
  await gone;
}

function damaged(name: string, how: string): MezzoError {
  return new MezzoError(
    'audio_damaged',
    `“${name}” could not be decoded: ${how}. The file is probably damaged; use another copy of it.`,
  );
}

function unstartable(why: string): MezzoError {
  return new MezzoError(
    'unexpected',
    `The audio decoder could not be started: ${why}. Install Mezzo again; if that does not help, report it.`,
  );
}

function reported(message: DecoderMessage & { kind: 'failed' }, name: string): MezzoError {
  if (message.error.code !== 'unexpected') return new MezzoError(message.error.code, message.error.message);
  return damaged(name, message.error.message);
}

/** Gives one request to one process and waits for what becomes of it. */
function converse(
  decoder: Decoder,
  request: DecodeRequest,
  silenceLimitMs: number,
  options: DecodeInProcessOptions,
): Promise<Outcome> {
  const { child } = decoder;
  const { name } = request;
  const settled = Promise.withResolvers<Outcome>();
  const broken = (error: MezzoError, died = false) => settled.resolve({ kind: 'broken', error, died });
  const hung = () => broken(damaged(name, `the decoder gave no sound for ${silenceLimitMs / 1000} seconds`));
  const died = () =>
    decoder.ready
      ? broken(damaged(name, 'the decoder broke down over it'), true)
      : broken(unstartable('it ended at once'));
  const failed = (cause: Error) => broken(unstartable(cause.message));
  const cancel = () => broken(new MezzoError('cancelled', `Opening “${name}” was cancelled.`));
  let watchdog = setTimeout(hung, decoder.ready ? silenceLimitMs : START_LIMIT_MS);
  const hear = (message: DecoderMessage) => {
    decoder.ready = true;
    clearTimeout(watchdog);
    watchdog = setTimeout(hung, silenceLimitMs);
    if (message.kind === 'progress') options.onProgress?.(message.fraction);
    if (message.kind === 'done') settled.resolve(message);
    if (message.kind === 'failed') settled.resolve({ kind: 'failed', error: reported(message, name) });
  };
  child.on('message', hear);
  child.on('exit', died);
  child.on('error', failed);
  options.signal?.addEventListener('abort', cancel);
  child.send(request, (cause) => cause && died());
  return settled.promise.finally(() => {
    clearTimeout(watchdog);
    child.off('message', hear);
    child.off('exit', died);
    child.off('error', failed);
    options.signal?.removeEventListener('abort', cancel);
  });
}

/** Processes start when they are needed; disposing ends those that wait. */
export function createDecoderPool(settings: DecoderPoolOptions): DecoderPool {
  const idle: Decoder[] = [];

  function leaveIdle(decoder: Decoder): void {
    const at = idle.indexOf(decoder);
    if (at >= 0) idle.splice(at, 1);
    if (decoder.idleTimer) clearTimeout(decoder.idleTimer);
  }

  /** Out of the list first: a process that is about to die must not be given a file. */
  function end(decoder: Decoder): void {
    leaveIdle(decoder);
    decoder.child.kill();
  }

  function start(): Decoder {
    const child = launchHelper<DecoderMessage>(settings.program);
    const decoder: Decoder = { child, ready: false, files: 0, idleTimer: null };
    child.on('exit', () => leaveIdle(decoder));
    // A process that fails while it waits has nothing to tell anyone.
    child.on('error', () => leaveIdle(decoder));
    return decoder;
  }

  function take(): Decoder {
    const decoder = idle.pop();
    if (!decoder) return start();
    leaveIdle(decoder);
    if (!decoder.child.connected) return take();
    decoder.child.hold(true);
    return decoder;
  }

  function putBack(decoder: Decoder): void {
    if (decoder.files >= settings.filesPerProcess) {
      end(decoder);
      return;
    }
    decoder.idleTimer = setTimeout(() => end(decoder), settings.idleMs).unref();
    decoder.child.hold(false);
    idle.push(decoder);
  }

  async function runOn(
    decoder: Decoder,
    request: DecodeRequest,
    options: DecodeInProcessOptions,
  ): Promise<Outcome> {
    const outcome = await converse(decoder, request, settings.silenceLimitMs, options);
    decoder.files++;
    if (outcome.kind === 'broken') await kill(decoder);
    else putBack(decoder);
    return outcome;
  }

  return {
    async decode(request, options = {}) {
      if (options.signal?.aborted)
        throw new MezzoError('cancelled', `Opening “${request.name}” was cancelled.`);
      const used = take();
      const first = await runOn(used, request, options);
      // An earlier file may have left the process broken: only a fresh one is proof against this file.
      const retry = first.kind === 'broken' && first.died && used.files > 1;
      const outcome = retry ? await runOn(start(), request, options) : first;
      if (outcome.kind === 'done') return outcome.result;
      throw outcome.error;
    },
    [Symbol.dispose]() {
      for (const decoder of [...idle]) end(decoder);
    },
  };
}

const shared = createDecoderPool({
  program: fileURLToPath(siblingModule(import.meta.url, './decode-process')),
  silenceLimitMs: 5000,
  idleMs: 2000,
  filesPerProcess: 200,
});

/** Decodes with the processes that all recordings share. */
export const decodeInProcess: DecoderPool['decode'] = shared.decode;
