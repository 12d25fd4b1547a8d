import { expect, test } from 'vitest';
import { changeText, tempoText } from './signed-text.ts';

test.each([
  [{ gainDb: 0 }, '0.0 dB'],
  [{ gainDb: null }, '−∞ dB'],
  [{ gainDb: 0, semitones: -3 }, '−3 semitones'],
  [{ gainDb: 0, tempo: 1.12 }, '112 % tempo'],
  [{ gainDb: -6, semitones: 1, tempo: 0.5 }, '+1 semitone, 50 % tempo, −6.0 dB'],
])('what %j does is said as “%s”', (step, text) => {
  expect(changeText(step)).toBe(text);
});

test('a tempo is said to a tenth of a percent', () => {
  expect(tempoText(0.875)).toBe('87.5 %');
  expect(tempoText(1.1)).toBe('110 %');
});
