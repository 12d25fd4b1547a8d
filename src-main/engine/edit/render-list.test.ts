import { describe, expect, it } from 'vitest';
import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import { gainStep } from './edit-step.ts';
import { edited, maps, only, onThisThread, region, segments, withGain, without } from './edits.fixture.ts';
import { applyEdits } from './render.ts';
import { difference, levelDb, noise, sine, soundOf } from './sounds.fixture.ts';

const seconds = 1.6;

describe('a list of edits', () => {
  const rate = 22_050;
  const length = Math.round(seconds * rate);
  const tone = sine(length, rate, 600);
  const everywhere = region(0, 2, 300, 1200);
  const step = (id: string, gain: GainDb) => gainStep(id, id, everywhere, gain);
  const gainOf = async (steps: EditStep[]) => levelDb(await edited(rate, tone, steps)) - levelDb(tone);

  it('is the original itself when it is empty or bypassed', () => {
    const original = soundOf(rate, tone);
    expect(applyEdits(original, [], maps, onThisThread)).toBe(original);
    const bypassed = { ...step('a', null), bypassed: true };
    expect(applyEdits(original, [bypassed], maps, onThisThread)).toBe(original);
  });

  it('adds the decibels of steps that lie over each other', async () => {
    expect(await gainOf([step('a', -10), step('b', -4)])).toBeCloseTo(-14, 2);
    expect(await gainOf([step('a', 12), step('b', -12)])).toBeCloseTo(0, 2);
    expect(await gainOf([step('a', 12), step('b', 9)])).toBeCloseTo(21, 2);
  });

  it('lets silence win over any gain', async () => {
    expect(await gainOf([step('a', 12), step('b', null), step('c', 12)])).toBeLessThan(-60);
  });

  it('gives neighbours with one gain the sound of one region', async () => {
    const samples = noise(length, 20);
    const left = gainStep('a', 'a', region(0.3, 0.7, 300, 1200), -12);
    const right = gainStep('b', 'b', region(0.7, 1.1, 300, 1200), -12);
    const whole = gainStep('c', 'c', region(0.3, 1.1, 300, 1200), -12);
    const parts = await edited(rate, samples, [left, right]);
    const one = await edited(rate, samples, [whole]);
    expect(levelDb(difference(parts, one))).toBeLessThan(-130);
  });

  it('does not care for the order of its steps', async () => {
    const samples = noise(length, 21);
    const a = gainStep('a', 'a', segments(0), -12);
    const b = gainStep('b', 'b', region(0.4, 0.9, 250, 900), 6);
    const one = await edited(rate, samples, [a, b]);
    expect(levelDb(difference(one, await edited(rate, samples, [b, a])))).toBeLessThan(-130);
  });

  it('keeps finite numbers however many steps are piled up', async () => {
    const out = await edited(
      rate,
      tone,
      Array.from({ length: 200 }, (_, i) => step(`s${i}`, 12)),
    );
    expect(out.every(Number.isFinite)).toBe(true);
  });

  it('has no effect where its target is empty, lies beyond the end or above the highest frequency', async () => {
    const targets = [
      region(0.5, 0.5, 300, 1200),
      region(0.5, 0.9, 700, 700),
      region(9, 10, 300, 1200),
      region(0.5, 0.9, 12_000, 20_000),
    ];
    const original = soundOf(rate, tone);
    for (const target of targets) {
      expect(applyEdits(original, without(target), maps, onThisThread)).toBe(original);
      expect(await edited(rate, tone, only(target))).toEqual(new Float32Array(length));
    }
  });

  it('reaches the first and the last sample when its target does', async () => {
    const samples = noise(length, 22);
    const all = await edited(rate, samples, without(region(0, seconds, 0, 1e6)));
    expect(all).toEqual(new Float32Array(length));
    const half = await edited(rate, samples, withGain(region(0, 99, 0, 1e6), -20));
    for (const n of [0, 1, length - 2, length - 1]) expect(half[n]).toBeCloseTo(samples[n]! / 10, 6);
  });

  it('takes damaged samples for silence and lets them do no harm around', async () => {
    const samples = sine(length, rate, 600);
    samples[at(0.7)] = Number.NaN;
    samples[at(0.8)] = Number.NEGATIVE_INFINITY;
    const out = await edited(rate, samples, withGain(region(0.3, 1.1, 300, 1200), -6));
    expect(out.every(Number.isFinite)).toBe(true);
  });

  function at(second: number): number {
    return Math.round(second * rate);
  }

  it('says which explanation or segment is missing', () => {
    const original = soundOf(rate, tone);
    const lost: EditTarget = { kind: 'segments', explanationId: 'gone', segmentIds: [1] };
    expect(() => applyEdits(original, without(lost), maps, onThisThread)).toThrow(/explanation gone/);
    expect(() => applyEdits(original, without(segments(0, 17)), maps, onThisThread)).toThrow(/segment 17/);
  });

  it('refuses a gain above +12 dB', () => {
    expect(() => applyEdits(soundOf(rate, tone), [step('a', 12.5)], maps, onThisThread)).toThrow(/12.5 dB/);
  });
});
