import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frameAfter, nextPiece } from './piece-plan.ts';

const setting = fc
  .record({
    frames: fc.integer({ min: 1, max: 5000 }),
    chunk: fc.integer({ min: 9, max: 700 }),
    limit: fc.integer({ min: 9, max: 700 }),
    a: fc.integer({ min: 0, max: 4999 }),
    b: fc.integer({ min: 1, max: 5000 }),
    position: fc.integer({ min: 0, max: 4999 }),
    looped: fc.boolean(),
  })
  .map((s) => {
    const start = Math.min(s.a, s.b, s.frames - 1);
    const end = Math.min(Math.max(s.a, s.b, start + 1), s.frames);
    return { ...s, position: s.position % s.frames, loop: s.looped && end > start ? { start, end } : null };
  });

test('pieces follow one another without a gap, and the position of every sample is the one the clock tells', () => {
  fc.assert(
    fc.property(setting, ({ frames, chunk, limit, loop, position }) => {
      let at: number | null = position;
      let elapsed = 0;
      while (at !== null && elapsed < 2 * frames) {
        const piece = nextPiece(at, loop, frames, chunk, limit);
        if (!piece) break;
        expect(piece.count).toBeGreaterThan(0);
        expect(piece.start).toBe(frameAfter(position, elapsed, loop, frames));
        expect(Math.floor(piece.start / chunk)).toBe(Math.floor((piece.start + piece.count - 1) / chunk));
        elapsed += piece.count;
        at = piece.next;
      }
      if (loop === null || position >= loop.end) {
        expect(at).toBeNull();
        expect(elapsed).toBe(frames - position);
      } else {
        expect(at).not.toBeNull();
      }
    }),
  );
});

test('a loop wraps at its last sample and comes back to its first', () => {
  const loop = { start: 100, end: 150 };
  expect(nextPiece(140, loop, 1000, 64)).toEqual({ start: 140, count: 10, next: 100 });
  expect(frameAfter(140, 9, loop, 1000)).toBe(149);
  expect(frameAfter(140, 10, loop, 1000)).toBe(100);
  expect(frameAfter(140, 60, loop, 1000)).toBe(100);
});

test('a playhead behind the loop plays on to the end', () => {
  expect(nextPiece(960, { start: 100, end: 150 }, 1000, 64)).toEqual({ start: 960, count: 40, next: null });
});
