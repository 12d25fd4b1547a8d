import { setImmediate as nextTurn } from 'node:timers/promises';
import { type PlainError, toPlainError } from '../../../src-preload/contract/errors.ts';
import { type DecodeRequest, type DecodeResult, decodeToFile } from './decode-to-file.ts';

/**
 * A child process that decodes one file after another, so that a decoder that crashes or hangs takes nothing with it.
 * Started by decoder-pool.ts; ends when its parent lets go of it.
 */
export type DecoderMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'done'; readonly result: DecodeResult }
  | { readonly kind: 'failed'; readonly error: PlainError };

const REPORT_MS = 100;

function send(message: DecoderMessage): void {
  process.send?.(message);
}

async function decode(request: DecodeRequest): Promise<DecodeResult> {
  const decoding = decodeToFile(request);
  let reported = performance.now();
  for (;;) {
    const step = decoding.next();
    if (step.done) return step.value;
    if (performance.now() - reported < REPORT_MS) continue;
    send({ kind: 'progress', fraction: step.value });
    await nextTurn();
    reported = performance.now();
  }
}

process.on('message', (request: DecodeRequest) => {
  decode(request).then(
    (result) => send({ kind: 'done', result }),
    (error: unknown) => send({ kind: 'failed', error: toPlainError(error) }),
  );
});
process.on('disconnect', () => process.exit(0));
send({ kind: 'ready' });
