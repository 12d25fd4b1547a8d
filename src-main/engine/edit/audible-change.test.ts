import { describe, expect, it } from 'vitest';
import { pcmOf } from '../audio/signal.ts';
import { audibleChange } from './audible-change.ts';

const RATE = 44_100;
const sine = (hertz: number, amplitude: number, seconds = 2) =>
  Float32Array.from(
    { length: seconds * RATE },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / RATE),
  );
const sound = (...parts: Float32Array[]) =>
  pcmOf({
    sampleRate: RATE,
    channels: [parts[0]!.map((_, n) => parts.reduce((sum, part) => sum + part[n]!, 0))],
  });
const whole = [0, 2 * RATE] as const;

describe('an audible change', () => {
  it('is nothing between equal sounds and between silences', async () => {
    const tone = sound(sine(440, 0.3));
    expect(await audibleChange(tone, tone, whole)).toBeCloseTo(0, 6);
    const silence = sound(new Float32Array(2 * RATE));
    expect(await audibleChange(silence, silence, whole)).toBe(0);
  });

  it('of the whole level by x dB is about x dB, up or down', async () => {
    const music = [sine(220, 0.2), sine(1000, 0.2), sine(4000, 0.1)];
    for (const decibels of [-12, -6, -3, 3, 6]) {
      const gain = 10 ** (decibels / 20);
      const change = await audibleChange(
        sound(...music),
        sound(...music.map((part) => part.map((x) => gain * x))),
        whole,
      );
      expect(Math.abs(change - Math.abs(decibels))).toBeLessThan(0.15 * Math.abs(decibels));
    }
  });

  it('of one part is smaller than of the whole, and of what is barely heard almost nothing', async () => {
    const [low, middle] = [sine(220, 0.2), sine(1000, 0.2)];
    const deep = sine(30, 0.02);
    const all = sound(low, middle, deep);
    const withoutMiddle = await audibleChange(all, sound(low, deep), whole);
    const halfMiddle = await audibleChange(
      all,
      sound(
        low,
        deep,
        middle.map((x) => x / 2),
      ),
      whole,
    );
    const withoutDeep = await audibleChange(all, sound(low, middle), whole);
    expect(halfMiddle).toBeLessThan(6);
    expect(withoutMiddle).toBeGreaterThan(halfMiddle);
    expect(withoutDeep).toBeLessThan(0.5);
  });

  it('grows with the time that is changed, and reaches over reads of any length', async () => {
    const tone = sine(1000, 0.2, 8);
    const muted = (seconds: number) => sound(tone.map((x, n) => (n < seconds * RATE ? 0 : x)));
    const range = [0, 8 * RATE] as const;
    const short = await audibleChange(sound(tone), muted(1), range);
    const long = await audibleChange(sound(tone), muted(4), range);
    expect(short).toBeGreaterThan(0.3);
    expect(long).toBeGreaterThan(2 * short);
    expect(await audibleChange(sound(tone), muted(8), range)).toBe(100);
  });
});
