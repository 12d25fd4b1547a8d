import { expect, test } from 'vitest';
import { neighbour } from './segment-order.ts';

const segment = (id: number, time: number, octave: number) => ({
  id,
  timeRange: [time, time + 1] as [number, number],
  frequencyRange: [2 ** octave, 2 ** (octave + 1)] as [number, number],
});

const grid = [0, 1, 2].flatMap((time) =>
  [6, 7, 8].map((octave) => segment(time * 10 + octave, time, octave)),
);

test('arrow keys walk over the segments as they lie', () => {
  expect(neighbour(grid, 17, 'ArrowRight')).toBe(27);
  expect(neighbour(grid, 17, 'ArrowLeft')).toBe(7);
  expect(neighbour(grid, 17, 'ArrowUp')).toBe(18);
  expect(neighbour(grid, 17, 'ArrowDown')).toBe(16);
});

test('at the edge the walk stays, and it starts at the earliest segment', () => {
  expect(neighbour(grid, 27, 'ArrowRight')).toBe(27);
  expect(neighbour(grid, null, 'ArrowRight')).toBe(6);
  expect(neighbour([], null, 'ArrowRight')).toBeNull();
});
