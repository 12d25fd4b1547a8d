import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeBands } from '../model/front-end.ts';
import type { FrontEnd } from '../model/manifest.ts';
import { affectedFrames, affectedRanges, type Range } from './affected.ts';
import { gainStep } from './edit-step.ts';
import { maps, onlyStep, onThisThread, region, segments } from './edits.fixture.ts';
import { applyEdits } from './render.ts';
import { noise, soundOf } from './sounds.fixture.ts';

const frontEnd: FrontEnd = {
  sampleRate: 22_050,
  fftSize: 2048,
  hop: 22_050 / 31.3,
  origin: 'centre',
  window: 'hann',
  normalise: true,
  bands: { kind: 'log_frequency', bandsPerOctave: 12, fmin: 110, count: 60 },
  scaling: { kind: 'log1p', multiplier: 1 },
  level: { kind: 'none' },
};

const length = 44_100 * 3;
const original = soundOf(44_100, noise(length, 40));
const aRegion = (from: number, to: number) => gainStep('r', 'r', region(from, to, 300, 3000), -6);

/** From the first to the last sample that may differ, or null when none does. */
function affectedRange(...asked: Parameters<typeof affectedRanges>): Range | null {
  const ranges = affectedRanges(...asked);
  return ranges.length === 0 ? null : [ranges[0]![0], ranges.at(-1)![1]];
}

describe('what an edit changes', () => {
  it('is nothing for a list without effect', () => {
    expect(affectedRange(original, [], maps)).toBeNull();
    expect(affectedRange(original, [{ ...aRegion(1, 2), bypassed: true }], maps)).toBeNull();
  });

  it('is everything for "only these"', () => {
    expect(affectedRange(original, [onlyStep('o', 'o', segments(0))], maps)).toEqual([0, length]);
  });

  it('keeps edits apart that lie apart, and joins those that touch', () => {
    const apart = affectedRanges(original, [aRegion(0.2, 0.5), aRegion(2, 2.5)], maps);
    expect(apart).toHaveLength(2);
    expect(affectedRanges(original, [aRegion(0.2, 0.5), aRegion(0.5, 1)], maps)).toHaveLength(1);
    expect(affectedRange(original, [aRegion(0.2, 0.5), aRegion(2, 2.5)], maps)).toEqual([
      apart[0]![0],
      apart[1]![1],
    ]);
  });

  it('holds every sample that differs, and hardly more', async () => {
    const before = (await original.read(0, length))[0]!;
    const times = fc.tuple(fc.integer({ min: 0, max: 290 }), fc.integer({ min: 3, max: 100 }));
    await fc.assert(
      fc.asyncProperty(times, async ([start, duration]) => {
        const steps = [aRegion(start / 100, (start + duration) / 100)];
        const after = (await applyEdits(original, steps, maps, onThisThread).read(0, length))[0]!;
        const [from, to] = affectedRange(original, steps, maps)!;
        const first = after.findIndex((sample, n) => sample !== before[n]);
        const last = after.findLastIndex((sample, n) => sample !== before[n]);
        expect(first).toBeGreaterThanOrEqual(from);
        expect(last).toBeLessThan(to);
        expect(first - from).toBeLessThan(100);
        expect(to - last).toBeLessThan(100);
      }),
      { numRuns: 12, seed: 6 },
    );
  });

  it.each([44_100, 22_050, 48_000])('holds every frame of the model that differs, at %i Hz', async (rate) => {
    const source = soundOf(rate, noise(rate * 2, 41));
    const steps = [aRegion(0.51, 0.6), aRegion(1.4, 1.45)];
    const edited = applyEdits(source, steps, maps, onThisThread);
    const before = await computeBands(source, frontEnd, onThisThread);
    const after = await computeBands(edited, frontEnd, onThisThread);
    const runs = affectedFrames(source, affectedRanges(source, steps, maps), frontEnd);
    expect(runs).toHaveLength(2);
    const known = new Set(
      runs.flatMap(({ first, count }) => Array.from({ length: count }, (_, i) => first + i)),
    );
    const changed: number[] = [];
    for (let frame = 0; frame < before.frames; frame++) {
      const cells = Array.from({ length: before.bands }, (_, b) => frame * before.bands + b);
      if (cells.some((cell) => before.values[cell] !== after.values[cell])) changed.push(frame);
    }
    expect(changed.length).toBeGreaterThan(4);
    expect(changed.filter((frame) => !known.has(frame))).toEqual([]);
    expect(known.size - changed.length).toBeLessThanOrEqual(6);
  });

  it('gives the re-predicted frames the values of a full computation', async () => {
    const steps = [aRegion(1, 1.3)];
    const edited = applyEdits(original, steps, maps, onThisThread);
    const before = await computeBands(original, frontEnd, onThisThread);
    const patched = before.values.slice();
    for (const frameRange of affectedFrames(original, affectedRanges(original, steps, maps), frontEnd)) {
      const part = await computeBands(edited, frontEnd, onThisThread, { frameRange });
      patched.set(part.values, frameRange.first * before.bands);
    }
    expect(patched).toEqual((await computeBands(edited, frontEnd, onThisThread)).values);
  });
});
