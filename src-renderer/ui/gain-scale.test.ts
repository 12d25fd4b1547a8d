import { expect, test } from 'vitest';
import { gainAtPosition, LAST_POSITION, parseGain, positionOfGain } from './gain-scale.ts';

test('every position of the slider gives a gain that leads back to it', () => {
  for (let position = 0; position <= LAST_POSITION; position++) {
    expect(positionOfGain(gainAtPosition(position))).toBe(position);
  }
});

test('the slider runs from silence to +12 dB', () => {
  expect(gainAtPosition(0)).toBeNull();
  expect(gainAtPosition(1)).toBe(-59.5);
  expect(gainAtPosition(LAST_POSITION)).toBe(12);
  expect(positionOfGain(-100)).toBe(0);
  expect(positionOfGain(40)).toBe(LAST_POSITION);
});

test('a gain can be typed as people write it', () => {
  const read = ['-6', '−6 dB', '+1,5', '0', '-0', '.5', '-120', '12dB'].map(parseGain);
  expect(read).toEqual([-6, -6, 1.5, 0, 0, 0.5, -120, 12]);
  expect(['-inf', '−∞', '-Infinity', '−∞ dB'].map(parseGain)).toEqual([null, null, null, null]);
});

test('what is no gain, or louder than allowed, is refused', () => {
  for (const text of ['', 'loud', '12.1', '-121', '∞', '1e9', '--6', '6 7 dB x']) {
    expect(parseGain(text), text).toBeUndefined();
  }
});
