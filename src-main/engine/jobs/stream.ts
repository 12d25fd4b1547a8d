/** Events that only say how far something is; of several waiting ones only the newest counts. */
interface MaybeProgress {
  readonly kind: string;
}

export interface StreamOptions<Event> {
  /** Cancels from outside; the reader then gets the error the producer ends with. */
  readonly signal?: AbortSignal | undefined;
  /** Progress events of one subject replace each other; default: one subject. */
  readonly subject?: (event: Event) => unknown;
  /** How many progress events are passed on in a second, at most. Default 20. */
  readonly progressPerSecond?: number;
}

/**
 * Turns work that reports through a callback into a stream of events. Events of kind `progress` are thinned out
 * and never come after a later event of their subject; all others arrive, in order. The work starts with the
 * first `next`. Ending the stream early (`break`, `return`) aborts the work's signal at once, even while a `next`
 * is waiting, and resolves when the work has stopped. An error of the work reaches the reader after the events
 * before it.
 */
export function progressStream<Event extends MaybeProgress>(
  work: (emit: (event: Event) => void, signal: AbortSignal) => Promise<void>,
  { signal, subject = () => undefined, progressPerSecond = 20 }: StreamOptions<Event> = {},
): AsyncGenerator<Event, void, void> {
  const stopped = new AbortController();
  const cancel = signal ? AbortSignal.any([signal, stopped.signal]) : stopped.signal;
  const pending = pendingEvents(subject, 1000 / progressPerSecond);
  let running: Promise<void> | undefined;
  let failure: { readonly cause: unknown } | undefined;
  let ended = false;
  let wake = Promise.withResolvers<void>();

  const ring = (): void => {
    wake.resolve();
    wake = Promise.withResolvers<void>();
  };
  const emit = (event: Event): void => {
    if (ended || stopped.signal.aborted) return;
    pending.add(event);
    ring();
  };
  const begin = async (): Promise<void> => {
    try {
      cancel.throwIfAborted();
      await work(emit, cancel);
    } catch (cause) {
      failure = { cause };
    }
    ended = true;
    ring();
  };
  const stop = async (): Promise<void> => {
    stopped.abort(new DOMException('The reader has gone', 'AbortError'));
    ended = true;
    pending.clear();
    ring();
    await running;
  };

  const take = async (): Promise<IteratorResult<Event, void>> => {
    if (!stopped.signal.aborted) running ??= begin();
    for (;;) {
      const event = pending.take(ended);
      if (event) return { done: false, value: event };
      if (ended) break;
      await wokenOrAfter(wake.promise, pending.waitMs());
    }
    if (failure && !stopped.signal.aborted) {
      const { cause } = failure;
      failure = undefined;
      throw cause;
    }
    return { done: true, value: undefined };
  };
  let last: Promise<unknown> = Promise.resolve();

  return {
    next() {
      const result = last.then(take, take);
      last = result;
      return result;
    },
    async return() {
      await stop();
      return { done: true, value: undefined };
    },
    async throw(cause) {
      await stop();
      throw cause;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]: stop,
  };
}

interface PendingEvents<Event> {
  add(event: Event): void;
  /** The next event that may go out now; with `all` the pace of progress no longer matters. */
  take(all: boolean): Event | undefined;
  /** Milliseconds until a waiting progress event may go out; undefined when none waits. */
  waitMs(): number | undefined;
  clear(): void;
}

function pendingEvents<Event extends MaybeProgress>(
  subject: (event: Event) => unknown,
  paceMs: number,
): PendingEvents<Event> {
  const certain: Event[] = [];
  const progress = new Map<unknown, Event>();
  let nextProgressAt = Number.NEGATIVE_INFINITY;
  return {
    add(event) {
      const about = subject(event);
      if (event.kind === 'progress') {
        progress.set(about, event);
      } else {
        progress.delete(about);
        certain.push(event);
      }
    },
    take(all) {
      const event = certain.shift();
      if (event) return event;
      const waiting = progress.entries().next();
      if (waiting.done || (!all && performance.now() < nextProgressAt)) return undefined;
      progress.delete(waiting.value[0]);
      nextProgressAt = performance.now() + paceMs;
      return waiting.value[1];
    },
    waitMs: () => (progress.size > 0 ? Math.max(0, nextProgressAt - performance.now()) : undefined),
    clear() {
      certain.length = 0;
      progress.clear();
    },
  };
}

async function wokenOrAfter(woken: Promise<void>, ms: number | undefined): Promise<void> {
  if (ms === undefined) return woken;
  const alarm = Promise.withResolvers<void>();
  const timer = setTimeout(alarm.resolve, ms);
  try {
    await Promise.race([woken, alarm.promise]);
  } finally {
    clearTimeout(timer);
  }
}
