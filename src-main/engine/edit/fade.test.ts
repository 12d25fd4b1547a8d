import { describe, expect, it } from 'vitest';
import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import { gainStep } from './edit-step.ts';
import { edited, region } from './edits.fixture.ts';
import { chords, largestStep, levelDb, sine } from './sounds.fixture.ts';

const RATE = 44_100;
const LENGTH = 4 * RATE;
const fading = (fade: 'in' | 'out', target: EditTarget, gain: GainDb): EditStep[] => [
  { ...gainStep('f', 'fade', target, gain), fade },
];
const around = (samples: Float32Array, second: number) =>
  levelDb(samples, (second - 0.02) * RATE, (second + 0.02) * RATE);

describe('a fade', () => {
  const tone = sine(LENGTH, RATE, 1000);

  it('in rises from the gain to the sound as it was, along half a cosine', async () => {
    const out = await edited(RATE, tone, fading('in', region(1, 3, 0, 1e6), null));
    for (const [second, share] of [
      [1.5, 1 - Math.cos(Math.PI / 8) ** 2],
      [2, 0.5],
      [2.5, Math.cos(Math.PI / 8) ** 2],
    ] as const) {
      const expected = around(tone, second) + 20 * Math.log10(share);
      expect(Math.abs(around(out, second) - expected)).toBeLessThan(0.6);
    }
    expect(around(out, 1.05)).toBeLessThan(-40);
    expect(out.slice(0, 0.99 * RATE)).toEqual(tone.slice(0, 0.99 * RATE));
    expect(out.slice(3.01 * RATE)).toEqual(tone.slice(3.01 * RATE));
  });

  it('out ends at the gain', async () => {
    const out = await edited(RATE, tone, fading('out', region(1, 3, 0, 1e6), -20));
    expect(Math.abs(around(out, 2.95) - around(tone, 2.95) + 20)).toBeLessThan(0.5);
    expect(Math.abs(around(out, 1.05) - around(tone, 1.05))).toBeLessThan(0.1);
  });

  it('acts on a band alone, and does not click', async () => {
    const high = sine(LENGTH, RATE, 4000);
    const two = tone.map((x, n) => 0.5 * (x + high[n]!));
    const out = await edited(RATE, two, fading('out', region(1, 3, 500, 2000), null));
    const music = chords(LENGTH, RATE);
    const faded = await edited(RATE, music, fading('in', region(1, 3, 0, 1e6), null));
    // The tone of 4 kHz alone is left near the end of the fade.
    expect(
      Math.abs(around(out, 2.95) - levelDb(sine(LENGTH, RATE, 4000, 0.25), 2.93 * RATE, 2.97 * RATE)),
    ).toBeLessThan(0.3);
    expect(largestStep(faded)).toBeLessThanOrEqual(largestStep(music) * 1.05);
  });

  it('in and out of one gain on one target make up what a step that holds gives, once taken together', async () => {
    const target = region(1, 3, 300, 1500);
    const [rising, falling] = await Promise.all([
      edited(RATE, tone, fading('in', target, -6)),
      edited(RATE, tone, fading('out', target, -6)),
    ]);
    const held = await edited(RATE, tone, [gainStep('h', 'held', target, -6)]);
    const sum = tone.map((x, n) => rising[n]! + falling[n]! - x);
    expect(levelDb(sum.map((x, n) => x - held[n]!))).toBeLessThan(-100);
  });
});
