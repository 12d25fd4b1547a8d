/** Sound that has to be loaded before it begins. */
interface Loadable extends Disposable {
  /** True when nothing has to be asked of the engine to begin. */
  readonly isRead: boolean;
  load(): Promise<void>;
  /** True when what was loaded still sounds at context time `now` after beginning at `time`. */
  reaches(now: number, time: number): boolean;
}

interface Changeover<T extends Loadable> {
  /** The present context time. */
  now(): number;
  /** The context time, on the grid of samples, at which a change can come so many seconds from now. */
  timeIn(lead: number): number;
  /** What is due at a context time, not loaded yet. */
  make(time: number): T;
  /** False once something else is wanted. */
  isAwaited(): boolean;
  take(next: T, time: number): void;
  fail(cause: unknown): void;
}

export const CHANGE_LEAD_SECONDS = 0.06;
/** Enough when nothing has to be read. */
const SHORT_LEAD_SECONDS = 0.015;
const MOST_TRIES = 4;
/** How much longer than the last loading took the next one is given. */
const LEAD_GROWTH = 1.25;

/**
 * Loads what is to sound a moment from now, at the sample that is due then. When loading takes so long that the moment is past, the
 * old sound goes on and a later moment is tried; the last is taken as it is.
 */
export async function changeOver<T extends Loadable>(over: Changeover<T>): Promise<void> {
  let lead = SHORT_LEAD_SECONDS;
  for (let tries = 0; tries <= MOST_TRIES; tries++) {
    const asked = over.now();
    const time = over.timeIn(lead);
    const next = over.make(time);
    if (tries === 0 && !next.isRead) {
      next[Symbol.dispose]();
      lead = CHANGE_LEAD_SECONDS;
      continue;
    }
    try {
      await next.load();
    } catch (cause) {
      next[Symbol.dispose]();
      if (over.isAwaited()) over.fail(cause);
      return;
    }
    const isLate = tries < MOST_TRIES && !next.reaches(over.now(), time);
    if (over.isAwaited() && !isLate) return over.take(next, time);
    next[Symbol.dispose]();
    if (!over.isAwaited()) return;
    lead = LEAD_GROWTH * (over.now() - asked);
  }
}
