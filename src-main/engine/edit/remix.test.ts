import { describe, expect, test } from 'vitest';
import type { EditStep, EditTarget, GainDb } from '../../../src-preload/contract/domain.ts';
import { gainStep } from './edit-step.ts';
import { remix, remixedSeconds, type SourceMap, sourcesKey } from './remix.ts';
import { chords, difference, largestStep, levelDb, noise, sine, soundOf } from './sounds.fixture.ts';

const RATE = 44_100;
const LENGTH = 4 * RATE;
const parts = {
  chords: chords(LENGTH, RATE),
  tone: sine(LENGTH, RATE, 1760, 0.2),
  hiss: noise(LENGTH, 4, 0.05),
};
const mix = parts.chords.map((sample, n) => sample + parts.tone[n]! + parts.hiss[n]!);
const pcm = soundOf(RATE, mix, mix);
const names = ['chords', 'tone', 'hiss'] as const;
const map: SourceMap = {
  components: [0, 1].flatMap((t) =>
    names.map((source, s) => ({ id: 3 * t + s, from: 1 + t, to: 2 + t, source })),
  ),
  read: async () => ({
    start: RATE / 2,
    sources: new Map(names.map((name) => [name, [0, 1].map(() => parts[name].slice(RATE / 2, 3.5 * RATE))])),
  }),
};
const maps = new Map([['e', map]]);

const step = (segmentIds: number[], gainDb: GainDb, complement = false): EditStep => ({
  ...gainStep('s', 's', { kind: 'segments', explanationId: 'e', segmentIds }, gainDb),
  complement,
});
const heard = async (...steps: EditStep[]) => (await remix(pcm, steps, maps).read(0, LENGTH))[0]!;
const within = (samples: Float32Array) => samples.slice(1.1 * RATE, 2.9 * RATE);

describe('gains on sources', () => {
  test('a source is muted over its spans and every sample elsewhere is the recording’s', async () => {
    const out = await heard(step([1, 4], null));
    const left = within(out.map((sample, n) => sample - parts.chords[n]! - parts.hiss[n]!));
    expect(levelDb(left)).toBeLessThan(-100);
    expect(out.slice(0, 0.99 * RATE)).toEqual(mix.slice(0, 0.99 * RATE));
    expect(out.slice(3.01 * RATE)).toEqual(mix.slice(3.01 * RATE));
  });

  test('only a source, and all without it, add up to the recording', async () => {
    const only = await heard(step([1, 4], null, true));
    const without = await heard(step([1, 4], null));
    const sum = only.map((sample, n) => sample + without[n]!);
    expect(levelDb(difference(sum, mix))).toBeLessThan(-120);
    expect(levelDb(within(only.map((sample, n) => sample - parts.tone[n]!)))).toBeLessThan(-100);
    expect(levelDb(only.slice(0, 0.9 * RATE))).toBeLessThan(-120);
  });

  test('a gain raises one source and leaves the level of the others', async () => {
    const out = await heard(step([1], 6));
    const expected = mix.map((sample, n) => sample + (10 ** (6 / 20) - 1) * parts.tone[n]!);
    const inside = (samples: Float32Array) => samples.slice(1.1 * RATE, 1.9 * RATE);
    expect(levelDb(difference(inside(out), inside(expected)))).toBeLessThan(-100);
    expect(out.slice(2.1 * RATE)).toEqual(mix.slice(2.1 * RATE));
  });

  test('edges do not click, and steps of one component add their decibels', async () => {
    const muted = await heard(step([0, 1, 2], null));
    expect(largestStep(muted)).toBeLessThanOrEqual(largestStep(mix) * 1.02);
    const twice = await heard(step([1], -6), step([1], 6));
    expect(levelDb(difference(twice, mix))).toBeLessThan(-120);
  });

  test('the same samples come out however they are asked for', async () => {
    const source = remix(pcm, [step([0, 5], -20)], maps);
    const [whole] = await source.read(0, LENGTH);
    for (const [start, count] of [
      [RATE - 50, 100],
      [1.5 * RATE, RATE],
      [LENGTH - 10, 50],
    ] as const) {
      const [piece] = await source.read(start, count);
      expect(piece!.slice(0, Math.min(count, LENGTH - start))).toEqual(whole!.slice(start, start + count));
    }
  });

  test('a step can name a source of a span without any explanation', async () => {
    const target: EditTarget = { kind: 'source', separator: 'parts', source: 'tone', timeRange: [1, 3] };
    const one: EditStep = gainStep('s', 's', target, null);
    const span: SourceMap = { ...map, components: [{ id: 0, from: 1, to: 3, source: 'tone' }] };
    const out = (await remix(pcm, [one], new Map([[sourcesKey(target)!, span]])).read(0, LENGTH))[0]!;
    const muted = await heard(step([1, 4], null));
    expect(levelDb(difference(out, muted))).toBeLessThan(-100);
    expect(out.slice(0, 0.99 * RATE)).toEqual(mix.slice(0, 0.99 * RATE));
  });

  test('a source of a span fades out along half a cosine, and in and out of one gain make up what holds', async () => {
    const target: EditTarget = { kind: 'source', separator: 'parts', source: 'tone', timeRange: [1, 3] };
    const span: SourceMap = { ...map, components: [{ id: 0, from: 1, to: 3, source: 'tone' }] };
    const through = async (fade: EditStep['fade'], gainDb: number | null) => {
      const one = { ...gainStep('s', 's', target, gainDb), ...(fade ? { fade } : {}) };
      return (await remix(pcm, [one], new Map([[sourcesKey(target)!, span]])).read(0, LENGTH))[0]!;
    };
    const [out, into, held] = await Promise.all([
      through('out', null),
      through('in', null),
      through(undefined, null),
    ]);
    const takenFrom = (samples: Float32Array) => mix.map((x, n) => x - samples[n]!);
    // What is taken out at a time is the share of the tone that has gone by then.
    for (const [second, share] of [
      [1.5, Math.sin(Math.PI / 8) ** 2],
      [2, 0.5],
      [2.5, Math.cos(Math.PI / 8) ** 2],
    ] as const) {
      const near = (samples: Float32Array) =>
        levelDb(samples, Math.round((second - 0.005) * RATE), Math.round((second + 0.005) * RATE));
      expect(Math.abs(near(takenFrom(out)) - near(takenFrom(held)) - 20 * Math.log10(share))).toBeLessThan(
        0.2,
      );
    }
    expect(out.slice(0, 0.99 * RATE)).toEqual(mix.slice(0, 0.99 * RATE));
    expect(out.slice(3.01 * RATE)).toEqual(mix.slice(3.01 * RATE));
    expect(levelDb(mix.map((x, n) => out[n]! + into[n]! - x - held[n]!))).toBeLessThan(-100);
    expect(
      remixedSeconds(
        [{ ...gainStep('s', 's', target, -6), fade: 'in' }],
        new Map([[sourcesKey(target)!, span]]),
      ),
    ).toEqual([[0.994, 3.006]]);
  });

  test('a fade of segments runs over their whole window, and its complement is what it leaves', async () => {
    const faded = await heard({ ...step([1, 4], null), fade: 'out' });
    const others = await heard({ ...step([1, 4], null, true), fade: 'out' });
    // Gains of 0 and 1 that swap: both together are the recording where the components are.
    expect(levelDb(mix.map((x, n) => faded[n]! + others[n]! - x))).toBeLessThan(-100);
  });

  test('says where it may differ: the spans, or everything', () => {
    expect(remixedSeconds([step([1], -3)], maps)).toEqual([[0.994, 2.006]]);
    expect(remixedSeconds([step([1], -3, true)], maps)).toEqual([
      [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
    ]);
    expect(remixedSeconds([{ ...step([1], -3), bypassed: true }], maps)).toEqual([]);
  });
});
