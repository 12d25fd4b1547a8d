import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type FrequencyScaleName,
  frequencyScales,
  frequencyTicks,
  hertzToY,
  noteName,
  yToHertz,
} from './frequency-scale.ts';
import { flexibleLanes, laneAt, layOutLanes, moveBorder, openLaneBelow, plainShares } from './lanes.ts';
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
        for (const frequency of Object.values(frequencyScales))
          expect(hertzToY(yToHertz(x, 4000, frequency), 4000, frequency)).toBeCloseTo(x, 6);
      },
    ),
  );
});

const { logarithmic, mel, linear } = frequencyScales;

test.each(Object.keys(frequencyScales) as FrequencyScaleName[])(
  'on a %s axis 30 Hz lies at the bottom, 20 kHz at the top, and labels keep apart',
  (name) => {
    const scale = frequencyScales[name];
    expect(hertzToY(30, 300, scale)).toBeCloseTo(300, 9);
    expect(hertzToY(20_000, 300, scale)).toBeCloseTo(0, 9);
    for (const height of [90, 200, 700]) {
      const places = frequencyTicks(height, scale, 24).map((hertz) => hertzToY(hertz, height, scale));
      for (let i = 1; i < places.length; i++) expect(places[i - 1]! - places[i]!).toBeGreaterThanOrEqual(24);
    }
    expect(frequencyTicks(700, scale).length).toBeGreaterThan(frequencyTicks(90, scale).length);
  },
);

test('octaves are equally high on a logarithmic axis, mels on a mel axis, hertz on a linear one', () => {
  const between = (a: number, b: number, scale: typeof mel) =>
    hertzToY(a, 300, scale) - hertzToY(b, 300, scale);
  expect(between(100, 200, logarithmic)).toBeCloseTo(between(4000, 8000, logarithmic), 9);
  expect(between(1000, 2000, linear)).toBeCloseTo(between(11_000, 12_000, linear), 9);
  // 500, 1000 and 1500 mel by 2595 · log10(1 + f / 700).
  expect(between(390.878, 1000.022, mel)).toBeCloseTo(between(1000.022, 1949.31, mel), 4);
  expect(mel.toShare(1000.022) - mel.toShare(390.878)).toBeCloseTo(
    500 / (2595 * Math.log10(20_700 / 730)),
    6,
  );
});

test('frequencies are named by their nearest note', () => {
  expect(noteName(440)).toBe('A4');
  expect(noteName(261.6256)).toBe('C4');
  // 100 · 12 · log2(445 / 440) is 19.56 cents; 450 / 440 is 38.91, 452.9 / 440 is 50.03 and so below B♭4.
  expect(noteName(445)).toBe('A4 +20\u2009ct');
  expect(noteName(452.9)).toBe('B♭4 −50\u2009ct');
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

test('folded lanes have a line of text, the open ones share what is left, whichever they are', () => {
  const plain = layOutLanes(700, 16);
  for (const folded of [
    ['midLevel'],
    ['waveform', 'spectrogram'],
    ['spectrogram', 'emotions', 'midLevel'],
  ] as const) {
    const lanes = layOutLanes(700, 16, { markers: true, shares: plainShares, folded });
    const all = Object.values(lanes);
    for (const name of folded) expect(lanes[name].height).toBe(22);
    for (const name of flexibleLanes)
      if (!(folded as readonly string[]).includes(name))
        expect(lanes[name].height).toBeGreaterThan(plain[name].height * 1.05);
    all.slice(1).forEach((lane, i) => {
      expect(lane.y).toBeCloseTo(all[i]!.y + all[i]!.height + 1, 9);
    });
    expect(all.at(-1)!.y + all.at(-1)!.height).toBeCloseTo(700, 9);
  }
  expect(openLaneBelow('waveform', ['spectrogram'])).toBe('emotions');
  expect(openLaneBelow('emotions', ['midLevel'])).toBeNull();
});

test('a border goes where it is dragged, the other lanes stay, and none gets too low', () => {
  const sizes = { markers: false, shares: plainShares, folded: [] };
  const before = layOutLanes(700, 16, sizes);
  const drag = (by: number) =>
    layOutLanes(700, 16, {
      ...sizes,
      shares: moveBorder(before, sizes, ['spectrogram', 'emotions'], by, 16),
    });
  const after = drag(50);
  expect(Math.abs(after.spectrogram.height - before.spectrogram.height - 50)).toBeLessThanOrEqual(2);
  expect(Math.abs(after.emotions.height - before.emotions.height + 50)).toBeLessThanOrEqual(2);
  expect(Math.abs(after.waveform.height - before.waveform.height)).toBeLessThanOrEqual(1);
  expect(drag(5000).emotions.height).toBeGreaterThanOrEqual(38);
  expect(drag(-5000).spectrogram.height).toBeGreaterThanOrEqual(38);
});
