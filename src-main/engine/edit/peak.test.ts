import { describe, expect, it } from 'vitest';
import { clippingWarning, peakOf } from './peak.ts';
import { soundOf } from './sounds.fixture.ts';

describe('peak of an edited sound', () => {
  it('finds the largest sample of any channel, also late in a long recording', async () => {
    const left = new Float32Array(600_000).fill(0.1);
    const right = left.slice();
    right[599_999] = -1.5;
    left[10] = Number.NaN;
    left[11] = Number.POSITIVE_INFINITY;
    expect(await peakOf(soundOf(48_000, left, right))).toBe(1.5);
    expect(await peakOf(soundOf(48_000, left, right), 0, 599_999)).toBeCloseTo(0.1, 6);
  });

  it('warns above full scale and says by how much', () => {
    expect(clippingWarning(1)).toBeNull();
    expect(clippingWarning(2)).toMatch(/6\.0 dB above full scale/);
  });
});
