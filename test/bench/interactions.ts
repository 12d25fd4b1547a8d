import type { CDPSession, Page } from '@playwright/test';
import { printRow, quantile, referenceMs } from './row.ts';
import type { Step } from './users.ts';

/**
 * How soon the page answers: for every press of a key or button the time to the next paint (Interaction to Next Paint: the longest
 * event of an interaction), and the time the main thread works from one step to the next.
 */

interface Watched extends Window {
  /** By interaction: when it began, and how long it took to the next paint; ms. */
  interactions?: Map<number, { at: number; duration: number }>;
}

type Counting = Performance & { readonly interactionCount: number };

/** Interactions faster than this are counted by the browser, but it tells no time of them; ms. */
const SHORTEST_TOLD = 16;

/** Runs in the page. */
function watch(shortest: number): void {
  const page: Watched = window;
  const seen = new Map<number, { at: number; duration: number }>();
  page.interactions = seen;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[]) {
      const { interactionId: id, startTime, duration } = entry;
      if (!id) continue;
      const before = seen.get(id);
      seen.set(id, {
        at: Math.min(before?.at ?? startTime, startTime),
        duration: Math.max(before?.duration ?? 0, duration),
      });
    }
  }).observe({ type: 'event', durationThreshold: shortest } as PerformanceObserverInit);
  // What changes no pixel brings no frame, and its time would run on until something else does: a dot of one pixel changes with every
  // event. The browser also leaves out frames whose only change it takes for none, so this is the next frame it could have shown.
  const dot = document.createElement('div');
  dot.style.cssText = 'position: fixed; inset: 0 auto auto 0; width: 1px; height: 1px; z-index: 9999';
  document.body.append(dot);
  // Seven, since as many events of one frame would bring back the colour before it.
  const colours = ['#444', '#555', '#666', '#777', '#888', '#999', '#aaa'];
  let events = 0;
  const mark = () => {
    dot.style.background = colours[events++ % colours.length]!;
  };
  for (const type of ['keydown', 'keyup', 'pointerdown', 'pointerup', 'click'])
    addEventListener(type, () => requestAnimationFrame(mark), { capture: true });
}

/** A step that was made, from the page's clock at its beginning on. */
interface Made {
  readonly kind: string;
  readonly from: number;
  readonly to: number;
  readonly interactions: number;
  /** Processor time of the main thread, ms. */
  readonly worked: number;
}

async function stateOf(page: Page, session: CDPSession) {
  const { metrics } = await session.send('Performance.getMetrics');
  const [now, count] = await page.evaluate(() => [
    performance.now(),
    (performance as Counting).interactionCount,
  ]);
  const worked = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0);
  return { now: now!, count: count!, worked };
}

/** Makes the steps round after round for so many minutes, and prints a row over all interactions and one a kind. */
export async function measureInteractions(
  page: Page,
  rounds: readonly (readonly Step[])[],
  minutes: number,
): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.evaluate(watch, SHORTEST_TOLD);
  const reference = referenceMs();
  const end = performance.now() + minutes * 60_000;
  const made: Made[] = [];
  for (let round = 0; performance.now() < end; round++)
    for (const { kind, rest, act } of rounds[round % rounds.length]!) {
      const before = await stateOf(page, session);
      await act(page);
      await page.waitForTimeout(rest);
      const after = await stateOf(page, session);
      made.push({
        kind,
        from: before.now,
        to: after.now,
        interactions: after.count - before.count,
        worked: after.worked - before.worked,
      });
    }
  const told = await page.evaluate(() => [...((window as Watched).interactions ?? new Map()).values()]);
  await session.detach();
  report(made, told, reference);
}

function report(
  made: readonly Made[],
  told: readonly { at: number; duration: number }[],
  reference: number,
): void {
  const all = timesOf(made, told);
  const p95 = quantile(all, 0.95);
  const minutes = (made.at(-1)!.to - made[0]!.from) / 60_000;
  printRow({
    what: `Interaction to next paint, 95th percentile of a session of ${minutes.toFixed(1)} minutes (${all.length} interactions, median ${quantile(all, 0.5)} ms, worst ${Math.max(...all)} ms)`,
    value: p95,
    unit: 'ms',
    goal: '100 ms',
    met: p95 < 100,
    reference: p95 / reference,
  });
  for (const kind of new Set(made.map((step) => step.kind))) {
    const steps = made.filter((step) => step.kind === kind);
    const times = timesOf(steps, told);
    if (times.length === 0) continue;
    const worked = quantile(
      steps.map((step) => step.worked),
      0.5,
    );
    printRow({
      what: `– ${kind} (${times.length} interactions, median ${quantile(times, 0.5)} ms, worst ${Math.max(...times)} ms; main thread ${worked.toFixed(0)} ms a step)`,
      value: quantile(times, 0.95),
      unit: 'ms',
      goal: '–',
      met: true,
      reference: quantile(times, 0.95) / reference,
    });
  }
}

/** Times to the next paint of all interactions of some steps; those the browser did not tell count as the shortest it tells. */
function timesOf(steps: readonly Made[], told: readonly { at: number; duration: number }[]): number[] {
  return steps.flatMap(({ from, to, interactions }) => {
    const times = told.filter(({ at }) => at >= from && at < to).map(({ duration }) => duration);
    const fast = Math.max(0, interactions - times.length);
    return [...times, ...Array.from({ length: fast }, () => SHORTEST_TOLD)];
  });
}
