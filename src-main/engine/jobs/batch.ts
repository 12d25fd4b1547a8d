import { MezzoError, type PlainError, toPlainError } from '../../../src-preload/contract/errors.ts';
import type { Queue } from './queue.ts';
import { progressStream } from './stream.ts';

/** What happens to the items of a batch; `index` is the item's place in the input. */
export type BatchEvent<Result> =
  | { readonly kind: 'progress'; readonly index: number; readonly step: string; readonly fraction: number }
  | { readonly kind: 'done'; readonly index: number; readonly result: Result }
  | { readonly kind: 'failed'; readonly index: number; readonly error: PlainError };

export interface BatchContext {
  readonly index: number;
  readonly signal: AbortSignal;
  /** @param fraction 0 … 1 of the item. */
  progress(step: string, fraction: number): void;
}

export interface BatchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly priority?: number;
}

/**
 * Works through many items on a queue. Each ends in exactly one `done` or `failed` event, and a failure does not
 * stop the others. Cancelling ends the stream with MezzoError `cancelled`; what was done stays done.
 */
export function runBatch<Item, Result>(
  queue: Queue,
  items: readonly Item[],
  work: (item: Item, context: BatchContext) => Promise<Result>,
  { signal, priority = 0 }: BatchOptions = {},
): AsyncGenerator<BatchEvent<Result>, void, void> {
  return progressStream<BatchEvent<Result>>(
    async (emit, cancel) => {
      const runItem = async (item: Item, index: number): Promise<void> => {
        let settled = false;
        const progress = (step: string, fraction: number): void => {
          if (!settled) emit({ kind: 'progress', index, step, fraction });
        };
        try {
          const result = await queue.add((job) => work(item, { index, signal: job.signal, progress }), {
            priority,
            signal: cancel,
          });
          settled = true;
          emit({ kind: 'done', index, result });
        } catch (cause) {
          settled = true;
          if (cancel.aborted) return;
          emit({ kind: 'failed', index, error: toPlainError(cause) });
        }
      };
      await Promise.all(items.map(runItem));
      if (cancel.aborted) throw new MezzoError('cancelled', 'Cancelled.', { cause: cancel.reason });
    },
    { signal, subject: (event) => event.index },
  );
}
