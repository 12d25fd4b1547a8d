import { expect, test } from 'vitest';
import { tempoScale } from './tempo-scale.ts';

const { lastPosition, positionOf, valueAt, parse, format } = tempoScale;

test('the slider goes from half to twice the tempo, with the recording’s own in the middle', () => {
  expect(valueAt(0)).toBe(0.5);
  expect(valueAt(lastPosition / 2)).toBe(1);
  expect(valueAt(lastPosition)).toBe(2);
  expect(positionOf(1)).toBe(lastPosition / 2);
  expect(positionOf(Math.SQRT2)).toBe(Math.round((3 / 4) * lastPosition));
});

test('every position has a whole percent of its own, and a tempo from the slider stays where it is', () => {
  const tempos = Array.from({ length: lastPosition + 1 }, (_, position) => valueAt(position));
  expect(new Set(tempos.map(format)).size).toBe(lastPosition + 1);
  expect(tempos.every((tempo) => /^\d+ %$/.test(format(tempo)))).toBe(true);
  expect(tempos.map(positionOf)).toEqual(tempos.map((_, position) => position));
});

test.each([
  ['112', 1.12],
  ['112 %', 1.12],
  ['87,5%', 0.875],
  ['+12 %', 1.12],
  ['−12', 0.88],
  ['- 12 %', 0.88],
  ['1.12x', 1.12],
  ['×1.12', 1.12],
  ['0,9x', 0.9],
  ['X .5', 0.5],
  ['200', 2],
  ['200.1', undefined],
  ['49.9 %', undefined],
  ['+101', undefined],
  ['-x0.9', undefined],
  ['x1.2x', undefined],
  ['1.2', undefined],
  ['faster', undefined],
  ['%', undefined],
  ['', undefined],
])('“%s” typed is %j', (text, tempo) => {
  expect(parse(text)).toBe(tempo);
});

test('what is shown can be typed', () => {
  for (const tempo of [0.5, 0.875, 1, 1.12, 2]) expect(parse(format(tempo))).toBe(tempo);
});
