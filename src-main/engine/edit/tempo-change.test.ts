import { describe, expect, it, test } from 'vitest';
import type { EditStep } from '../../../src-preload/contract/domain.ts';
import { createCompute } from '../jobs/compute.ts';
import { applySteps } from './apply-steps.ts';
import { gainStep, pitchStep, tempoStep } from './edit-step.ts';
import { maps, onThisThread, region } from './edits.fixture.ts';
import { envelopeOf, frequencyOf } from './measures.fixture.ts';
import { chords, largestStep, levelDb, noise, sine, soundOf } from './sounds.fixture.ts';

const RATE = 44_100;
const targets = { segments: maps, sources: new Map() };
const at = (from: number, to: number, tempo: number) => tempoStep('t', 't', [from, to], tempo);

function apply(rate: number, samples: Float32Array, steps: EditStep[]) {
  return applySteps(soundOf(rate, samples), steps, targets, onThisThread);
}

/** All of a sound after the steps, with a second on either side, which must be silent. */
async function heard(samples: Float32Array, steps: EditStep[], rate = RATE): Promise<Float32Array> {
  const { pcm, time } = apply(rate, samples, steps);
  expect(pcm.frames).toBe(time.frames);
  const [all] = await pcm.read(-rate, pcm.frames + 2 * rate);
  expect(all!.subarray(0, rate).every((sample) => sample === 0)).toBe(true);
  expect(all!.subarray(-rate).every((sample) => sample === 0)).toBe(true);
  return all!.slice(rate, -rate);
}

/** Decaying notes of 600 Hz at these seconds. */
function notesAt(onsets: readonly number[], seconds: number, rate: number): Float32Array {
  const notes = new Float32Array(seconds * rate);
  for (const onset of onsets)
    for (let n = 0; n < 0.2 * rate; n++)
      notes[Math.round(onset * rate) + n] =
        0.5 * Math.exp((-20 * n) / rate) * Math.sin((2 * Math.PI * 600 * n) / rate);
  return notes;
}

/** The millisecond within ±40 of `second` before which least and after which most is heard. */
function onsetNear(envelope: Float64Array, second: number): number {
  const rise = (ms: number) =>
    [0, 1, 2, 3, 4, 5].reduce((sum, k) => sum + (envelope[ms + k] ?? 0) - (envelope[ms - 1 - k] ?? 0), 0);
  const middle = Math.round(1000 * second);
  const places = Array.from({ length: 81 }, (_, i) => middle - 40 + i);
  return places.reduce((best, ms) => (rise(ms) > rise(best) ? ms : best)) / 1000;
}

test.each([0.5, 0.8, 1.1, 1.5, 2])('notes come when they should at %d times the tempo', async (tempo) => {
  const rate = 22_050;
  const onsets = [0.5, 0.93, 1.21, 1.7, 2.4, 3.2];
  const notes = notesAt(onsets, 4, rate);
  const steps = [at(0.3, 2.9, tempo)];
  const { time } = apply(rate, notes, steps);
  const envelope = envelopeOf(await heard(notes, steps, rate), rate);
  for (const onset of onsets) {
    const due = time.toSound(onset * rate) / rate;
    expect(Math.abs(onsetNear(envelope, due) - due)).toBeLessThan(0.012);
  }
});

test.each([
  [0.5, 44_100, 440],
  [0.75, 8000, 500],
  [1.25, 48_000, 880],
  [2, 96_000, 1000],
])('%d times the tempo at %d Hz leaves a tone its pitch', async (tempo, rate, hertz) => {
  const tone = sine(4 * rate, rate, hertz);
  const out = await heard(tone, [at(1, 3, tempo)], rate);
  expect(out.length).toBe(2 * rate + Math.round((2 * rate) / tempo));
  // 6 cents.
  expect(Math.abs(frequencyOf(out, rate, 1.1, 1 + 2 / tempo - 0.1) / hertz - 1)).toBeLessThan(0.0035);
});

test('samples outside are the recording’s, bit for bit, earlier or later by whole samples', async () => {
  const music = chords(4 * RATE, RATE);
  const steps = [at(1, 2, 1.3)];
  const out = await heard(music, steps);
  const { time } = apply(RATE, music, steps);
  const [before, after] = [Math.floor(0.994 * RATE), Math.ceil(2.006 * RATE)];
  expect(out.subarray(0, before)).toEqual(music.subarray(0, before));
  expect(out.subarray(time.toSound(after))).toEqual(music.subarray(after));
});

test('edges do not click: no step is larger than the recording’s or the stretched sound’s', async () => {
  for (const samples of [sine(4 * RATE, RATE, 440), chords(4 * RATE, RATE)]) {
    const inside = await heard(samples, [at(1, 3, 0.8)]);
    const everywhere = await heard(samples, [at(0, 4, 0.8)]);
    const most = Math.max(largestStep(samples), largestStep(everywhere, 0.2 * RATE, 4.8 * RATE));
    expect(largestStep(inside)).toBeLessThanOrEqual(1.01 * most);
  }
});

test.each([0.5, 0.9, 1.2, 2])('music is as loud as before within 0.7 dB at %d', async (tempo) => {
  const rate = 22_050;
  const music = chords(6 * rate, rate);
  const { time } = apply(rate, music, [at(0, 6, tempo)]);
  const out = await heard(music, [at(0, 6, tempo)], rate);
  const [from, to] = [rate, 5 * rate];
  expect(
    Math.abs(levelDb(out, time.toSound(from), time.toSound(to)) - levelDb(music, from, to)),
  ).toBeLessThan(0.7);
});

test('the same bits come out however they are asked for, on whatever thread, and again', async () => {
  const rate = 8000;
  const channels = [noise(12 * rate, 5), chords(12 * rate, rate)];
  const steps = [at(0.5, 6, 1.4), at(5, 11, 0.7)];
  await using compute = createCompute(2);
  const open = (threads = onThisThread) =>
    applySteps(soundOf(rate, ...channels), steps, targets, threads).pcm;
  const { frames } = open();
  const whole = await open().read(0, frames);
  expect(await open(compute).read(0, frames)).toEqual(whole);
  const source = open(compute);
  const starts = [9 * rate, 100, 2 * rate - 7, 6 * rate, 0];
  const parts = await Promise.all(starts.map((start) => source.read(start, 3 * rate)));
  for (const [i, part] of parts.entries())
    for (const [c, channel] of part.entries()) {
      const end = Math.min(frames, starts[i]! + 3 * rate);
      expect(channel.subarray(0, end - starts[i]!)).toEqual(whole[c]!.subarray(starts[i]!, end));
    }
});

test('sound that nobody waits for any more is given up, and made after all for one who does', async () => {
  const rate = 1000;
  const tone = sine(300 * rate, rate, 150);
  let pieces = 0;
  const begun = Promise.withResolvers<void>();
  const counting: typeof onThisThread = {
    ...onThisThread,
    run: (task, input) => {
      if (++pieces === 3) begun.resolve();
      return onThisThread.run(task, input);
    },
  };
  const open = () => applySteps(soundOf(rate, tone), [at(0, 300, 0.75)], targets, counting).pcm;
  const expected = await open().read(390 * rate, 100);
  const all = pieces;
  pieces = 0;
  const [pcm, stop] = [open(), new AbortController()];
  const given = pcm.read(390 * rate, 100, stop.signal);
  const waiting = pcm.read(390 * rate, 100);
  await begun.promise;
  stop.abort();
  await expect(given).rejects.toThrow(/abort/i);
  expect(pieces).toBeLessThan(all / 2);
  expect(await waiting).toEqual(expected);
});

describe('where a step acts is said in the recording’s time', () => {
  const rate = 22_050;
  const EDGE = 220;
  const tone = sine(6 * rate, rate, 500);
  const silence = gainStep('g', 'g', region(4, 5, 0, 1e6), null);

  it('so that it stays on the same music whatever the tempo becomes', async () => {
    const { time } = apply(rate, tone, [at(1, 3, 2)]);
    const out = await heard(tone, [at(1, 3, 2), silence], rate);
    const [from, to] = [4, 5].map((second) => Math.round(time.toSound(second * rate))) as [number, number];
    expect(levelDb(out, from + EDGE, to - EDGE)).toBeLessThan(-60);
    expect(levelDb(out, from - 50 * EDGE, from - EDGE)).toBeGreaterThan(-12);
    expect(levelDb(out, to + EDGE, out.length)).toBeGreaterThan(-12);
  });

  it('and it matters nothing where in the list the tempo stands', async () => {
    const up = pitchStep('p', 'p', [0.5, 5.5], 3);
    const [a, b] = await Promise.all([
      heard(tone, [at(1, 3, 1.5), silence, up], rate),
      heard(tone, [silence, up, at(1, 3, 1.5)], rate),
    ]);
    expect(a).toEqual(b);
  });

  it('what is drawn keeps the recording’s time', async () => {
    const { aligned } = apply(rate, tone, [at(1, 3, 2), silence]);
    const without = apply(rate, tone, [silence]).pcm;
    expect(aligned.frames).toBe(tone.length);
    expect(await aligned.read(0, tone.length)).toEqual(await without.read(0, tone.length));
  });
});

test('says that nothing changes where nothing does', () => {
  const pcm = soundOf(1000, noise(3000, 1));
  for (const idle of [{ ...at(1, 2, 2), bypassed: true }, at(1, 2, 1), at(4, 5, 2)]) {
    const { pcm: out, aligned, time, changed } = applySteps(pcm, [idle], targets, onThisThread);
    expect(out).toBe(pcm);
    expect(aligned).toBe(pcm);
    expect(time.steady).toBe(true);
    expect(changed).toEqual([]);
  }
});

test('refuses what cannot be made, with a sentence', () => {
  const pcm = soundOf(1000, noise(3000, 1));
  const refused =
    (...steps: EditStep[]) =>
    () =>
      applySteps(pcm, steps, targets, onThisThread);
  expect(refused({ ...gainStep('g', 'g', region(0, 1, 100, 200), 0), tempo: 2 })).toThrow(
    /in a stretch of time only/,
  );
  expect(refused({ ...at(0, 1, 2), fade: 'in' })).toThrow(/without a fade/);
  expect(refused(at(0, 1, 2.5))).toThrow(/from 0.5 to 2/);
  expect(refused(at(0, 2, 2), at(0, 2, 2))).not.toThrow();
  expect(refused(at(0, 2, 2), at(0, 2, 2), at(1, 3, 1.25))).toThrow(/5\.00 times as fast/);
});
