import { describe, expect, it } from 'vitest';
import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import { createCompute } from '../jobs/compute.ts';
import { gainStep, onlyStep, withoutStep } from './edit-list.ts';
import { applyEdits } from './render.ts';
import { maps, onThisThread, region, segments } from './testing/edits.ts';
import { chords, difference, largestStep, levelDb, noise, sine, soundOf } from './testing/sounds.ts';

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

const recordings = [
  { name: 'mono at 8 kHz', sampleRate: 8000, channels: 1 },
  { name: 'stereo at 44.1 kHz', sampleRate: 44_100, channels: 2 },
  { name: '8 channels at 48 kHz', sampleRate: 48_000, channels: 8 },
  { name: 'mono at 192 kHz', sampleRate: 192_000, channels: 1 },
];

const seconds = 1.6;
const withGain = (target: EditTarget, gain: GainDb) => [gainStep('a', 'edit', target, gain)];
const only = (target: EditTarget) => [onlyStep('a', 'only', target)];
const without = (target: EditTarget) => [withoutStep('a', 'without', target)];

async function editedAll(sampleRate: number, channels: Float32Array[], steps: EditStep[]) {
  const source = applyEdits(soundOf(sampleRate, ...channels), steps, maps, onThisThread);
  return source.read(0, channels[0]!.length);
}

async function edited(sampleRate: number, samples: Float32Array, steps: EditStep[]) {
  return (await editedAll(sampleRate, [samples], steps))[0]!;
}

describe.each(recordings)('every edit of $name', ({ sampleRate, channels }) => {
  const length = Math.round(seconds * sampleRate);
  const at = (second: number) => Math.round(second * sampleRate);

  describe.each(kinds)('$name', ({ target, core, otherHertz, span }) => {
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

describe('reading an edited recording', () => {
  const rate = 44_100;
  const length = 6 * rate + 321;
  const samples = [noise(length, 30), chords(length, rate)];
  const steps = [
    gainStep('a', 'a', segments(0, 3), -12),
    gainStep('b', 'b', region(1.2, 3, 500, 4000), 6),
    gainStep('c', 'c', region(4.9, 5.2, 0, 1e6), null),
  ];
  const open = () => applyEdits(soundOf(rate, ...samples), steps, maps, onThisThread);

  it('gives the same bits however the reads are cut', async () => {
    const whole = await open().read(0, length);
    const source = open();
    let at = 0;
    for (let i = 0; at < length; i++) {
      const count = Math.min(length - at, 1 + ((i * 7919) % 23_456));
      const part = await source.read(at, count);
      for (const [c, channel] of part.entries()) expect(channel).toEqual(whole[c]!.subarray(at, at + count));
      at += count;
    }
  });

  it('gives the same bits for reads at the same time', async () => {
    const whole = await open().read(0, length);
    const source = open();
    const starts = [60_000, 0, 61_000, 130_000];
    const parts = await Promise.all(starts.map((start) => source.read(start, 80_000)));
    for (const [i, part] of parts.entries())
      expect(part[1]).toEqual(whole[1]!.subarray(starts[i]!, starts[i]! + 80_000));
  });

  it('gives the same bits on worker threads', async () => {
    await using compute = createCompute(2);
    const there = await applyEdits(soundOf(rate, ...samples), steps, maps, compute).read(0, length);
    expect(there).toEqual(await open().read(0, length));
  });

  it('is silent outside the recording', async () => {
    const [channel] = await open().read(-500, length + 1000);
    expect(channel!.subarray(0, 500).every((x) => x === 0)).toBe(true);
    expect(channel!.subarray(length + 500).every((x) => x === 0)).toBe(true);
    expect(channel!.subarray(500, length + 500)).toEqual((await open().read(0, length))[0]);
  });

  it('gives away arrays of the caller’s own', async () => {
    const source = open();
    const first = await source.read(0, 40_000);
    const kept = first[0]!.slice();
    first[0]!.fill(9);
    expect((await source.read(0, 40_000))[0]).toEqual(kept);
  });

  it('reads of the original only what is near', async () => {
    const original = soundOf(rate, ...samples);
    const asked: [number, number][] = [];
    const watched = {
      ...original,
      read: (start: number, count: number) => {
        asked.push([start, start + count]);
        return original.read(start, count);
      },
    };
    await applyEdits(watched, steps, maps, onThisThread).read(2 * rate, 11_025);
    for (const [start, end] of asked) {
      expect(start).toBeGreaterThan(2 * rate - 20_000);
      expect(end).toBeLessThan(2 * rate + 11_025 + 20_000);
    }
  });

  it('renders a block once', async () => {
    const original = soundOf(rate, ...samples);
    let reads = 0;
    const watched = {
      ...original,
      read: (start: number, count: number) => {
        reads++;
        return original.read(start, count);
      },
    };
    const source = applyEdits(watched, steps, maps, onThisThread);
    await source.read(1.3 * rate, 8000);
    const once = reads;
    await source.read(1.3 * rate, 8000);
    expect(once).toBeGreaterThan(0);
    expect(reads).toBe(once);
  });

  it('passes a failure to read on, and works again afterwards', async () => {
    const original = soundOf(rate, ...samples);
    let broken = true;
    const shaky = {
      ...original,
      read: (s: number, c: number) =>
        broken ? Promise.reject(new Error('the file is gone')) : original.read(s, c),
    };
    const source = applyEdits(shaky, steps, maps, onThisThread);
    await expect(source.read(0, 3 * rate)).rejects.toThrow('the file is gone');
    broken = false;
    expect(await source.read(0, 3 * rate)).toEqual(await open().read(0, 3 * rate));
  });

  it('stops when a newer edit has replaced it', async () => {
    const replaced = new AbortController();
    const source = applyEdits(soundOf(rate, ...samples), steps, maps, onThisThread, replaced.signal);
    const reading = source.read(0, length);
    replaced.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    await expect(source.read(0, 100)).rejects.toThrow(/abort/i);
  });
});
