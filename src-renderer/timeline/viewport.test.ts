import fc from 'fast-check';
import { expect, test } from 'vitest';
import { follow, panBy, place, SHORTEST_VIEW, zoomAt } from './viewport.ts';

const viewport = fc
  .record({
    duration: fc.double({ min: 1, max: 7200, noNaN: true }),
    a: fc.double({ min: 0, max: 1, noNaN: true }),
    b: fc.double({ min: 0.001, max: 1, noNaN: true }),
  })
  .map(({ duration, a, b }) => ({ duration, view: place(a * duration, b * duration, duration) }));

test('whatever is done, the view stays inside the recording and runs forwards', () => {
  fc.assert(
    fc.property(
      viewport,
      fc.double({ min: 0.01, max: 100, noNaN: true }),
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      ({ duration, view }, factor, by) => {
        for (const next of [
          zoomAt(view, factor, (view.from + view.to) / 2, duration),
          panBy(view, by, duration),
          follow(view, Math.abs(by) % duration, duration),
        ]) {
          expect(next.from).toBeGreaterThanOrEqual(0);
          expect(next.to).toBeLessThanOrEqual(duration + 1e-9);
          expect(next.to - next.from).toBeGreaterThanOrEqual(SHORTEST_VIEW - 1e-9);
        }
      },
    ),
  );
});

test('zooming keeps the time under the cursor in its place, away from the ends', () => {
  const view = { from: 40, to: 60 };
  const next = zoomAt(view, 2, 45, 100);
  expect((45 - next.from) / (next.to - next.from)).toBeCloseTo((45 - 40) / 20, 12);
  expect(next.to - next.from).toBeCloseTo(10, 12);
});

test('a playhead that runs off the right edge turns the page', () => {
  expect(follow({ from: 0, to: 10 }, 5, 100)).toEqual({ from: 0, to: 10 });
  const next = follow({ from: 0, to: 10 }, 10.1, 100);
  expect(next.from).toBeCloseTo(9.6, 12);
});
