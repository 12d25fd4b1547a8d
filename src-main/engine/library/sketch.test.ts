import { expect, test } from 'vitest';
import { sketchedCurve, sketchOf } from './sketch.ts';

test('a short curve keeps every window', () => {
  // Two windows of one feature and two emotions.
  const sketch = sketchOf(Float32Array.of(9, -1, 0.5, 9, 1, 0.25), 2, 2);
  expect(sketchedCurve(sketch, 0, 2)).toEqual([-1, 1]);
  expect(sketchedCurve(sketch, 1, 2)).toEqual([0.5, 0.25]);
});

test('a long curve keeps the means of 64 equal stretches, within a 255th of its range', () => {
  const count = 640;
  const ramp = Float32Array.from({ length: count }, (_, i) => i / count);
  const curve = sketchedCurve(sketchOf(ramp, count, 1), 0, 1)!;
  expect(curve).toHaveLength(64);
  curve.forEach((value, i) => {
    expect(Math.abs(value - (10 * i + 4.5) / count)).toBeLessThan(0.5 / 255 + 0.001);
  });
});

test('a level curve stays level, and there is none for an emotion the sketch has not', () => {
  const sketch = sketchOf(Float32Array.of(0.3, 0.3, 0.3), 3, 1);
  expect(sketchedCurve(sketch, 0, 1)).toEqual([0.3, 0.3, 0.3]);
  expect(sketchedCurve(sketch, -1, 1)).toBeNull();
  expect(sketchedCurve(sketch, 1, 1)).toBeNull();
  expect(sketchedCurve(new Uint8Array(), 0, 1)).toBeNull();
});
