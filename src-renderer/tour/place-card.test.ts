import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Box, placeCard } from './place-card.ts';

const window = { width: 1280, height: 720 };
const card = { width: 320, height: 150 };

const covers = (at: { left: number; top: number }, target: Box) =>
  at.left < target.left + target.width &&
  at.left + card.width > target.left &&
  at.top < target.top + target.height &&
  at.top + card.height > target.top;

test('the card stands beside the library, over the timeline', () => {
  expect(placeCard({ left: 0, top: 40, width: 220, height: 640 }, card, window)).toEqual({
    left: 232,
    top: 285,
  });
});

test('the card stands to the left of the inspector and above the transport', () => {
  expect(placeCard({ left: 950, top: 40, width: 330, height: 640 }, card, window)).toEqual({
    left: 618,
    top: 285,
  });
  expect(placeCard({ left: 0, top: 680, width: 1280, height: 40 }, card, window)).toEqual({
    left: 480,
    top: 518,
  });
});

test('a card stands at the side that is wished for, if it fits there', () => {
  const play = { left: 10, top: 684, width: 120, height: 30 };
  expect(placeCard(play, card, window, 'above')).toEqual({ left: 12, top: 522 });
  expect(placeCard(play, card, window, 'below')).toEqual({ left: 142, top: 558 });
});

test('a card never covers what it speaks of where a side has room, and never leaves the window', () => {
  const box = fc.record({
    left: fc.integer({ min: 0, max: 1200 }),
    top: fc.integer({ min: 0, max: 680 }),
    width: fc.integer({ min: 1, max: 900 }),
    height: fc.integer({ min: 1, max: 700 }),
  });
  fc.assert(
    fc.property(box, (wide) => {
      const width = Math.min(wide.width, window.width - wide.left);
      const target = { ...wide, width, height: Math.min(wide.height, window.height - wide.top) };
      const at = placeCard(target, card, window);
      expect(at.left).toBeGreaterThanOrEqual(12);
      expect(at.top).toBeGreaterThanOrEqual(12);
      expect(at.left + card.width).toBeLessThanOrEqual(1268);
      expect(at.top + card.height).toBeLessThanOrEqual(708);
      const beside = Math.max(target.left, window.width - target.left - target.width) >= card.width + 24;
      const over = Math.max(target.top, window.height - target.top - target.height) >= card.height + 24;
      if (beside || over) expect(covers(at, target)).toBe(false);
    }),
  );
});
