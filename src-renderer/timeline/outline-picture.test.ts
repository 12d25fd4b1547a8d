import { expect, test } from 'vitest';
import type { Corner } from '../stores/view.ts';
import { type FrequencyScaleName, frequencyScales, hertzToY } from './frequency-scale.ts';
import { layOutLanes } from './lanes.ts';
import { isInside } from './outline.ts';
import { outlineSpans, ringPath } from './outline-picture.ts';
import { xToTime } from './time-scale.ts';

const lanes = layOutLanes(800, 16);
const scale = { from: 2, to: 12, width: 1000 };
const triangle: Corner[] = [
  [1, 100],
  [8, 400],
  [6, 9000],
];

test.each(Object.keys(frequencyScales) as FrequencyScaleName[])(
  'on a %s axis just what an edit would take is filled',
  (name) => {
    const frequency = frequencyScales[name];
    const { y, height } = lanes.spectrogram;
    const spans = outlineSpans(triangle, { scale, frequency, lanes });
    expect(spans.length).toBeGreaterThan(250);
    for (const hertz of [150, 300, 1000, 4000]) {
      const at = y + hertzToY(hertz, height, frequency);
      for (let column = 0; column < 500; column += 9) {
        const filled = spans.some(([x, top, bottom]) => x === 2 * column && top <= at && at < bottom);
        expect(filled).toBe(isInside(triangle, xToTime(scale, 2 * column + 1), hertz));
      }
    }
  },
);

test('the line stays inside the lane and follows the bend of the scale', () => {
  const path = ringPath(triangle, { scale, frequency: frequencyScales.linear, lanes });
  expect(path.length).toBeGreaterThan(2 * 3 * 5);
  for (let i = 0; i < path.length; i += 2) {
    expect(path[i]!).toBeGreaterThanOrEqual(-4);
    expect(path[i + 1]!).toBeGreaterThanOrEqual(lanes.spectrogram.y);
    expect(path[i + 1]!).toBeLessThanOrEqual(lanes.spectrogram.y + lanes.spectrogram.height);
  }
});
