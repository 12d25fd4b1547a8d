import { expect, test } from 'vitest';
import { levelToColour, paintedLevels, plainLook } from './spectrogram-look.ts';

const placeOf = (levelDb: number, look: { gainDb: number; rangeDb: number }) => {
  const [slope, offset] = levelToColour(look);
  return ((levelDb + 100) / 100) * slope + offset;
};

test('plainly, −100 dB is the darkest colour and 0 dB the lightest', () => {
  expect(placeOf(-100, plainLook)).toBeCloseTo(0, 9);
  expect(placeOf(-50, plainLook)).toBeCloseTo(0.5, 9);
  expect(placeOf(0, plainLook)).toBeCloseTo(1, 9);
});

test('20 dB more level paints −20 dB as 0 dB was, and 60 dB of range end at −80 dB', () => {
  const look = { gainDb: 20, rangeDb: 60 };
  expect(placeOf(-20, look)).toBeCloseTo(1, 9);
  expect(placeOf(-50, look)).toBeCloseTo(0.5, 9);
  expect(placeOf(-80, look)).toBeCloseTo(0, 9);
  expect(paintedLevels(look)).toEqual({ darkest: -80, lightest: -20 });
});
