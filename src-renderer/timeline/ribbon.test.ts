import { expect, test } from 'vitest';
import { ribbon, stripIndices } from './ribbon.ts';

test('a level line is as thick as asked all along', () => {
  const x = new Float32Array([0, 10, 20]);
  const y = new Float32Array([5, 5, 5]);
  const out = new Float32Array(12);
  expect(ribbon(x, y, 3, 2, out)).toBe(12);
  expect([...out]).toEqual([0, 6, 0, 4, 10, 6, 10, 4, 20, 6, 20, 4]);
});

test('a sharp corner does not shoot out', () => {
  const out = new Float32Array(12);
  ribbon(new Float32Array([0, 10, 0]), new Float32Array([0, 0.1, 0.2]), 3, 2, out);
  for (const value of out) expect(Math.abs(value)).toBeLessThan(13);
});

test('the strip covers every step between two points with two triangles', () => {
  expect([...stripIndices(3)]).toEqual([0, 1, 2, 1, 3, 2, 2, 3, 4, 3, 5, 4]);
  expect(stripIndices(1).length).toBe(0);
});
