import { expect, test } from 'vitest';
import { FakeAudioContext } from '../testing/fake-audio-context.ts';
import { Ramp } from './ramp.ts';

test('a ramp that is turned round before its end goes on without a jump', () => {
  const { gain } = new FakeAudioContext(1000).createGain();
  const ramp = new Ramp(gain as unknown as AudioParam, 0);
  ramp.to(1, 1, 0.01);
  ramp.to(0, 1.005, 0.01);
  const levels = Array.from({ length: 20 }, (_, n) => gain.at(1 + n / 1000));
  expect(gain.at(1.002)).toBeCloseTo(0.2, 6);
  expect(gain.at(1.005)).toBeCloseTo(0.5, 6);
  expect(gain.at(1.01)).toBeCloseTo(0.25, 6);
  expect(levels.at(-1)).toBe(0);
  for (let n = 1; n < levels.length; n++)
    expect(Math.abs(levels[n]! - levels[n - 1]!)).toBeLessThanOrEqual(0.1001);
});
