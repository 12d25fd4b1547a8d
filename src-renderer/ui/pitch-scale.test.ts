import { expect, test } from 'vitest';
import { pitchScale } from './pitch-scale.ts';

test('the slider goes from an octave down to an octave up in quarters of a semitone', () => {
  const { lastPosition, positionOf, valueAt } = pitchScale;
  expect(valueAt(0)).toBe(-12);
  expect(valueAt(lastPosition)).toBe(12);
  expect(valueAt(positionOf(-3.25))).toBe(-3.25);
  expect(positionOf(0)).toBe(lastPosition / 2);
});

test.each([
  ['3', 3],
  ['−0.5 st', -0.5],
  ['+1,254 semitones', 1.25],
  ['- 12', -12],
  ['12.01', undefined],
  ['higher', undefined],
  ['', undefined],
])('“%s” typed is %j', (text, semitones) => {
  expect(pitchScale.parse(text)).toBe(semitones);
});
