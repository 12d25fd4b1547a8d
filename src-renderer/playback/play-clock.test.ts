import { expect, test } from 'vitest';
import type { EditStep } from '../../src-preload/contract/domain.ts';
import { timeMapOf } from '../../src-preload/contract/time-map.ts';
import { PlayClock } from './play-clock.ts';

const RATE = 1000;
const track = { sampleRate: RATE, frames: 10_000 };
const step = (tempo: number): EditStep => ({
  id: 'e',
  name: 'tempo',
  target: { kind: 'time', timeRange: [2, 4] },
  complement: false,
  gainDb: 0,
  tempo,
  bypassed: false,
});
const steady = { map: timeMapOf(track, []), loop: null, rate: RATE };
const twice = { map: timeMapOf(track, [step(2)]), loop: null, rate: RATE };

test('a stretch at twice the tempo passes in half the time, and the end comes earlier', () => {
  const clock = new PlayClock();
  clock.goOver(5, 1000, twice, 5);
  expect([5, 6, 6.5, 7, 8].map((time) => clock.momentAt(time))).toEqual([1000, 2000, 3000, 4000, 5000]);
  expect([5, 7, 8].map((time) => clock.frameAt(time))).toEqual([1000, 3000, 4000]);
  expect(clock.endedAt(12.9)).toBe(false);
  expect(clock.endedAt(13)).toBe(true);
  expect(clock.momentAt(20)).toBe(10_000);
});

test('until a change comes, and for what is still to be heard after it, the course before it holds', () => {
  const clock = new PlayClock();
  clock.goOver(0, 0, steady, 0);
  clock.goOver(3, twice.map.toSound(3000), twice, 2.9);
  expect([2.5, 2.999, 3, 3.5, 4.5].map((time) => Math.round(clock.momentAt(time)))).toEqual([
    2500, 2999, 3000, 4000, 5000,
  ]);
  clock.goOver(4.5, 5000, steady, 4.4);
  expect(clock.momentAt(4.4)).toBe(4900);
  expect(clock.momentAt(5)).toBe(5500);
});

test('a change that has not come yet gives way to one that comes sooner', () => {
  const clock = new PlayClock();
  clock.goOver(0, 0, steady, 0);
  clock.goOver(1, 7000, steady, 0.9);
  clock.goOver(0.95, 3000, steady, 0.9);
  expect(clock.since).toBe(0.95);
  expect(clock.momentAt(0.94)).toBe(940);
  expect(clock.momentAt(1.05)).toBe(3100);
});

test('a faster output passes more of the recording a second', () => {
  const clock = new PlayClock();
  clock.goOver(0, 4000, { ...steady, rate: 2 * RATE }, 0);
  expect(clock.momentAt(1.5)).toBe(7000);
});
