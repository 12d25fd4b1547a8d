import { expect, test } from 'vitest';
import type { Curves } from '../stores/session.ts';
import { HEAT_COLUMNS, heatPicture } from './heat-picture.ts';

function curves(count: number, valueAt: (row: number, name: number) => number): Curves {
  const midLevelNames = ['dissonance', 'minorness'];
  const names = [...midLevelNames, 'valence'];
  return {
    names,
    values: Float32Array.from({ length: count * names.length }, (_, i) =>
      valueAt(Math.floor(i / names.length), i % names.length),
    ),
    familiarity: null,
    prediction: {
      count,
      midLevelNames,
      emotionNames: ['valence'],
    } as Curves['prediction'],
  };
}

test('sign and size of every feature in every window are in the picture, and nothing of the emotions', () => {
  const values = [
    [0, 1],
    [2, -1],
    [-7, 0.5],
  ];
  const { bytes, linesEach } = heatPicture(
    curves(3, (w, name) => values[w]![name] ?? 9),
    2,
  );
  expect(linesEach).toBe(1);
  expect(bytes).toHaveLength(2 * HEAT_COLUMNS);
  expect([...bytes.subarray(0, 4)]).toEqual([128, 255, 1, 128]);
  expect([...bytes.subarray(HEAT_COLUMNS, HEAT_COLUMNS + 3)]).toEqual([192, 65, 160]);
});

test('hours take several lines a feature', () => {
  const last = HEAT_COLUMNS + 9;
  const { bytes, linesEach } = heatPicture(
    curves(HEAT_COLUMNS + 10, (w, name) => (w === last ? name : -2)),
    2,
  );
  expect(linesEach).toBe(2);
  expect(bytes[last]).toBe(128);
  expect(bytes[2 * HEAT_COLUMNS + last]).toBe(192);
  expect(bytes[2 * HEAT_COLUMNS + last - 1]).toBe(1);
});
