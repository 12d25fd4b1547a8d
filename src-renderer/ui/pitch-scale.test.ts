import { expect, test } from 'vitest';
import { LAST_PITCH_POSITION, parsePitch, pitchAtPosition, positionOfPitch } from './pitch-scale.ts';

test('the slider goes from an octave down to an octave up in quarters of a semitone', () => {
  expect(pitchAtPosition(0)).toBe(-12);
  expect(pitchAtPosition(LAST_PITCH_POSITION)).toBe(12);
  expect(pitchAtPosition(positionOfPitch(-3.25))).toBe(-3.25);
  expect(positionOfPitch(0)).toBe(LAST_PITCH_POSITION / 2);
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
  expect(parsePitch(text)).toBe(semitones);
});
