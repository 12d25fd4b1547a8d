import { describe, expect, it } from 'vitest';
import type { EditTarget } from '../../../src-preload/contract/domain.ts';
import {
  edited,
  editedAll,
  lasso,
  maps,
  only,
  onThisThread,
  region,
  segments,
  withGain,
  without,
} from './edits.fixture.ts';
import { applyEdits } from './render.ts';
import { chords, difference, largestStep, levelDb, noise, sine, soundOf } from './sounds.fixture.ts';

/** One suite that every kind of edit passes, at every kind of recording. */

interface Kind {
  readonly name: string;
  readonly target: EditTarget;
  /** Well inside the target: seconds, and a frequency. */
  readonly core: { readonly time: readonly [number, number]; readonly hertz: number };
  /** Well outside it in frequency, or null where it covers them all. */
  readonly otherHertz: number | null;
  /** When the target may begin and end to be heard, edges included. */
  readonly span: readonly [number, number];
}

const kinds: Kind[] = [
  {
    name: 'a region of time and frequency',
    target: region(0.3, 1.1, 300, 1200),
    core: { time: [0.32, 1.08], hertz: 600 },
    otherHertz: 2500,
    span: [0.3, 1.1],
  },
  {
    name: 'a region over all frequencies',
    target: region(0.3, 1.1, 0, 1e6),
    core: { time: [0.32, 1.08], hertz: 1000 },
    otherHertz: null,
    span: [0.3, 1.1],
  },
  {
    name: 'a region up to the top',
    target: region(0.3, 1.1, 1000, 1e6),
    core: { time: [0.32, 1.08], hertz: 2000 },
    otherHertz: 400,
    span: [0.3, 1.1],
  },
  {
    name: 'a region from the first sample',
    target: region(0, 0.5, 300, 1200),
    core: { time: [0, 0.48], hertz: 600 },
    otherHertz: 2500,
    span: [0, 0.5],
  },
  {
    name: 'an outline drawn by hand',
    target: lasso([0.3, 500], [0.6, 300], [1.1, 350], [1.1, 1300], [0.7, 1600], [0.3, 1100]),
    core: { time: [0.36, 1.06], hertz: 700 },
    otherHertz: 2500,
    span: [0.3, 1.1],
  },
  {
    name: 'one explained segment',
    target: segments(0),
    core: { time: [0.22, 0.65], hertz: 400 },
    otherHertz: 1600,
    span: [0.2, 1.4],
  },
  {
    name: 'two explained segments',
    target: segments(1, 3),
    core: { time: [0.22, 1.38], hertz: 1600 },
    otherHertz: 400,
    span: [0.2, 1.4],
  },
];

const few = kinds.filter(({ name }) =>
  ['a region of time and frequency', 'one explained segment'].includes(name),
);
const recordings = [
  { name: 'mono at 8 kHz', sampleRate: 8000, channels: 1, kinds },
  { name: 'stereo at 44.1 kHz', sampleRate: 44_100, channels: 2, kinds },
  { name: '8 channels at 48 kHz', sampleRate: 48_000, channels: 8, kinds: few },
  { name: 'mono at 192 kHz', sampleRate: 192_000, channels: 1, kinds: few },
];

const seconds = 1.6;
describe.each(recordings)('every edit of $name', ({ sampleRate, channels, kinds: ofThese }) => {
  const length = Math.round(seconds * sampleRate);
  const at = (second: number) => Math.round(second * sampleRate);

  describe.each(ofThese)('$name', ({ target, core, otherHertz, span }) => {
    const [coreStart, coreEnd] = [at(core.time[0]), at(core.time[1])];
    const inside = sine(length, sampleRate, core.hertz);

    it('hands back the original itself at 0 dB', () => {
      const original = soundOf(sampleRate, inside);
      expect(applyEdits(original, withGain(target, 0), maps, onThisThread)).toBe(original);
    });

    it('silences what lies inside by more than 60 dB', async () => {
      const out = await edited(sampleRate, inside, without(target));
      expect(levelDb(out, coreStart, coreEnd)).toBeLessThan(levelDb(inside) - 60);
    });

    it('gives what lies inside the gain that was asked for', async () => {
      for (const gain of [-6, 12]) {
        const out = await edited(sampleRate, inside, withGain(target, gain));
        expect(levelDb(out, coreStart, coreEnd) - levelDb(inside, coreStart, coreEnd)).toBeCloseTo(gain, 1);
      }
    });

    if (otherHertz !== null) {
      const outside = sine(length, sampleRate, otherHertz);

      it('leaves other frequencies as they are', async () => {
        for (const gain of [null, 12]) {
          const out = await edited(sampleRate, outside, withGain(target, gain));
          expect(levelDb(difference(out, outside))).toBeLessThan(levelDb(outside) - 60);
        }
      });

      it('silences other frequencies when only the target plays', async () => {
        const rest = await edited(sampleRate, outside, only(target));
        expect(levelDb(rest)).toBeLessThan(levelDb(outside) - 60);
      });
    }

    it('keeps every bit of what lies before and after', async () => {
      const samples = noise(length, 3);
      const out = await edited(sampleRate, samples, withGain(target, 9));
      const first = span[0] === 0 ? 0 : at(span[0] - 0.007);
      expect(out.subarray(0, first)).toEqual(samples.subarray(0, first));
      expect(out.subarray(at(span[1] + 0.007))).toEqual(samples.subarray(at(span[1] + 0.007)));
      expect(out.subarray(coreStart, coreEnd)).not.toEqual(samples.subarray(coreStart, coreEnd));
    });

    it('makes no click', async () => {
      for (const samples of [inside, sine(length, sampleRate, 90), chords(length, sampleRate)]) {
        for (const steps of [without(target), withGain(target, -6), only(target)]) {
          const out = await edited(sampleRate, samples, steps);
          expect(largestStep(out)).toBeLessThan(largestStep(samples) * 1.05);
        }
      }
    });

    it('splits the sound in two: "only" and "without" add up to the original', async () => {
      const samples = noise(length, 4);
      const [a, b] = await Promise.all([
        edited(sampleRate, samples, only(target)),
        edited(sampleRate, samples, without(target)),
      ]);
      const sum = a.map((value, n) => value + b[n]!);
      expect(levelDb(difference(sum, samples))).toBeLessThan(levelDb(samples) - 90);
      expect(levelDb(a, coreStart, coreEnd)).toBeGreaterThan(-60);
      expect(levelDb(b, coreStart, coreEnd)).toBeLessThan(levelDb(samples));
    });

    it('is silent after the target when only the target plays', async () => {
      const out = await edited(sampleRate, noise(length, 5), only(target));
      const end = at(span[1] + 0.007);
      expect(out.subarray(end).every((sample) => sample === 0)).toBe(true);
    });
  });

  it('edits each channel by itself', async () => {
    const all = Array.from({ length: channels }, (_, c) => noise(length, 10 + c));
    const steps = withGain(segments(0, 3), -20);
    const together = await editedAll(sampleRate, all, steps);
    expect(together).toHaveLength(channels);
    expect(together[channels - 1]).toEqual(await edited(sampleRate, all[channels - 1]!, steps));
  });
});
