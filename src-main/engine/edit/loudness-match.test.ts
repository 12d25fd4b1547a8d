import { describe, expect, it } from 'vitest';
import { matchGainDb } from './loudness-match.ts';

describe('loudness-matched comparison', () => {
  it('raises a quieter edit and lowers a louder one to the original', () => {
    expect(matchGainDb(-18, -22)).toBe(4);
    expect(matchGainDb(-18, -15.5)).toBe(-2.5);
  });

  it('goes no further than 12 dB either way', () => {
    expect(matchGainDb(-10, -60)).toBe(12);
    expect(matchGainDb(-40, -10)).toBe(-12);
  });

  it('does not raise the edit above full scale', () => {
    expect(matchGainDb(-14, -20, -3)).toBe(3);
    expect(matchGainDb(-14, -20, 2)).toBe(0);
    expect(matchGainDb(-20, -14, 2)).toBe(-6);
  });

  it('leaves the level alone when either is silent', () => {
    expect(matchGainDb(null, -20)).toBe(0);
    expect(matchGainDb(-20, null)).toBe(0);
    expect(matchGainDb(-20, Number.NEGATIVE_INFINITY)).toBe(0);
  });
});
