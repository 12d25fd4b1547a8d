import fc from 'fast-check';
import { expect, test } from 'vitest';
import { frequencyTicks, hertzToY, noteName, yToHertz } from './frequency-scale.ts';
import { laneAt, layOutLanes } from './lanes.ts';
import { rulerTicks, timeToX, xToTime } from './time-scale.ts';

test('a point on the screen and its time and frequency are one and the same', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 7000, noNaN: true }),
      fc.double({ min: 0.01, max: 7000, noNaN: true }),
      fc.double({ min: 0, max: 4000, noNaN: true }),
      (from, length, x) => {
        const scale = { from, to: from + length, width: 1500 };
        expect(timeToX(scale, xToTime(scale, x))).toBeCloseTo(x, 4);
        expect(hertzToY(yToHertz(x, 4000), 4000)).toBeCloseTo(x, 6);
      },
    ),
  );
});

test('30 Hz lies at the bottom, 20 kHz at the top, octaves are equally high', () => {
  expect(hertzToY(30, 300)).toBeCloseTo(300, 9);
  expect(hertzToY(20_000, 300)).toBeCloseTo(0, 9);
  expect(hertzToY(100, 300) - hertzToY(200, 300)).toBeCloseTo(hertzToY(4000, 300) - hertzToY(8000, 300), 9);
  expect(frequencyTicks(500).length).toBeGreaterThan(frequencyTicks(100).length);
});

test('frequencies are named by their nearest note', () => {
  expect(noteName(440)).toBe('A4');
  expect(noteName(261.6)).toBe('C4');
  expect(noteName(27.5)).toBe('A0');
});

test('ruler labels never collide and tell neighbouring ticks apart', () => {
  for (const length of [0.01, 0.3, 7, 61, 600, 7200]) {
    const scale = { from: 1.234, to: 1.234 + length, width: 1200 };
    const { major, minor, decimals } = rulerTicks(scale, 80);
    const labels = new Set(major.map((time) => time.toFixed(decimals)));
    expect(labels.size).toBe(major.length);
    for (let i = 1; i < major.length; i++) {
      expect(timeToX(scale, major[i]!) - timeToX(scale, major[i - 1]!)).toBeGreaterThanOrEqual(80 - 1e-6);
    }
    expect(minor.length).toBeGreaterThan(major.length);
  }
});

test('lanes fill the timeline from top to bottom without overlap', () => {
  for (const [height, rem] of [
    [600, 16],
    [2000, 22],
    [320, 16],
  ] as const) {
    const lanes = Object.values(layOutLanes(height, rem));
    lanes.slice(1).forEach((lane, i) => {
      expect(lane.y).toBeCloseTo(lanes[i]!.y + lanes[i]!.height + 1, 9);
    });
    expect(lanes.at(-1)!.y + lanes.at(-1)!.height).toBeCloseTo(height, 9);
    for (const lane of lanes) expect(laneAt(layOutLanes(height, rem), lane.y + 1).name).toBe(lane.name);
  }
});
