import { describe, expect, test } from 'vitest';
import { levelAgainst, remainder, type SourceChannels } from '../audio/separation.ts';
import { pcmOf } from '../audio/signal.ts';
import { createRandom, sine } from '../audio/signals.fixture.ts';
import { createCompute } from '../jobs/compute.ts';
import { choose } from './choice.ts';
import { inlineCompute } from './compute.fixture.ts';
import type { SeparatedSource, Stem } from './separator.ts';
import { separators } from './separators.ts';

const findSeparator = (setting: string) => choose('separator', separators, setting);

const RATE = 44_100;

const add = (a: Float32Array, b: Float32Array) => a.map((sample, n) => sample + b[n]!);

/** A click of 2 ms every quarter of a second. */
function clicks(frames: number, rate: number): Float32Array {
  const random = createRandom(3);
  const out = new Float32Array(frames);
  for (let at = 0; at < frames; at += Math.round(rate / 4))
    for (let n = 0; n < 0.002 * rate && at + n < frames; n++) out[at + n] = 0.8 * (2 * random() - 1);
  return out;
}

async function separated(
  setting: string,
  channels: readonly Float32Array[],
  { rate = RATE, span, stems = [] }: { rate?: number; span?: [number, number]; stems?: Stem[] } = {},
): Promise<SeparatedSource[]> {
  const { entry, params } = findSeparator(setting);
  const pcm = pcmOf({ sampleRate: rate, channels });
  return entry.separate({ pcm, span: span ?? [0, pcm.frames], params, stems, compute: inlineCompute });
}

const named = (sources: SeparatedSource[], name: string) => sources.find((s) => s.name === name)!.channels;
const rmsRatio = (a: SourceChannels, b: SourceChannels) => levelAgainst(a, b);

describe('harmonic and percussive', () => {
  test('a held chord and clicks come apart by more than 12 dB', async () => {
    const frames = 3 * RATE;
    const tone = add(
      add(sine(440, RATE, frames, 0.2), sine(554, RATE, frames, 0.2)),
      sine(659, RATE, frames, 0.2),
    );
    const click = clicks(frames, RATE);
    const sources = await separated('harmonic-percussive:margin=1', [add(tone, click)]);
    const harmonic = named(sources, 'harmonic');
    const percussive = named(sources, 'percussive');
    expect(rmsRatio(remainder(harmonic, [[tone]]), [tone])).toBeLessThan(-12);
    expect(rmsRatio(remainder(percussive, [[click]]), [click])).toBeLessThan(-6);
  });

  test.each([8000, 96_000])('at %i Hz, in stereo, and shorter than a frame', async (rate) => {
    for (const frames of [10, rate]) {
      const channels = [sine(300, rate, frames, 0.3), clicks(frames, rate)];
      const sources = await separated('harmonic-percussive', channels, { rate });
      for (const { channels: parts } of sources) {
        expect(parts.map(({ length }) => length)).toEqual([frames, frames]);
        expect(parts.every((part) => part.every(Number.isFinite))).toBe(true);
      }
    }
  });

  test('silence stays silent', async () => {
    for (const setting of ['harmonic-percussive', 'repeating'])
      for (const { channels } of await separated(setting, [new Float32Array(RATE)]))
        expect(Math.max(...channels[0]!)).toBe(0);
  });

  test('a stretch is parted as it is within the whole', async () => {
    const channels = [add(sine(440, RATE, 4 * RATE, 0.3), clicks(4 * RATE, RATE))];
    const whole = await separated('harmonic-percussive', channels);
    const part = await separated('harmonic-percussive', channels, { span: [RATE, 2 * RATE] });
    const cut = named(whole, 'harmonic').map((channel) => channel.slice(RATE, 2 * RATE));
    expect(levelAgainst(remainder(cut, [named(part, 'harmonic')]), cut)).toBeLessThan(-60);
  });

  test('a cancel stops it', async () => {
    await using compute = createCompute(1);
    const control = new AbortController();
    const { entry, params } = findSeparator('repeating');
    const pcm = pcmOf({ sampleRate: RATE, channels: [clicks(20 * RATE, RATE)] });
    const work = entry.separate({
      pcm,
      span: [0, pcm.frames],
      params,
      stems: [],
      compute,
      signal: control.signal,
    });
    control.abort();
    await expect(work).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('repeating background', () => {
  test('a loop stays, and what is played over it once goes', async () => {
    const bar = RATE;
    const loop = new Float32Array(8 * bar);
    const notes = [220, 277, 330, 277];
    for (let n = 0; n < loop.length; n++) {
      const beat = Math.floor((4 * n) / bar) % 4;
      const phase = (n % (bar / 4)) / RATE;
      loop[n] = 0.3 * Math.exp(-8 * phase) * Math.sin(2 * Math.PI * notes[beat]! * phase);
    }
    const once = new Float32Array(loop.length);
    for (let n = 3 * bar; n < 4 * bar; n++) once[n] = 0.3 * Math.sin((2 * Math.PI * 1100 * n) / RATE);
    const background = named(await separated('repeating', [add(loop, once)]), 'background');
    const within = (x: SourceChannels) => x.map((channel) => channel.slice(3 * bar + 4096, 4 * bar - 4096));
    const foreground = remainder([add(loop, once)], [background]);
    expect(levelAgainst(within(remainder(foreground, [[once]])), within([once]))).toBeLessThan(-6);
    expect(levelAgainst(within(remainder(background, [[loop]])), within([loop]))).toBeLessThan(-6);
  });
});

describe('stems', () => {
  const mix = sine(440, RATE, RATE, 0.3);
  const stem = (name: string, rate: number, ...channels: Float32Array[]): Stem => ({
    name,
    pcm: pcmOf({ sampleRate: rate, channels }),
  });

  test('of another rate are resampled, shorter ones end in silence, mono ones stand in every channel', async () => {
    const stems = [
      stem('slow', 22_050, sine(440, 22_050, 22_050, 0.3)),
      stem('short', RATE, mix.slice(0, 1000)),
    ];
    const sources = await separated('stems', [mix, mix], { stems });
    const slow = named(sources, 'slow');
    expect(slow).toHaveLength(2);
    const inner = (x: SourceChannels) => x.map((channel) => channel.slice(2000, RATE - 2000));
    expect(levelAgainst(inner(remainder([mix, mix], [slow])), inner([mix, mix]))).toBeLessThan(-60);
    const short = named(sources, 'short')[0]!;
    expect(short.slice(0, 1000)).toEqual(mix.slice(0, 1000));
    expect(Math.max(...short.slice(1000))).toBe(0);
  });

  test('with other channels, and none at all, end in a sentence', async () => {
    const stems = [stem('wide', RATE, mix, mix, mix)];
    await expect(separated('stems', [mix, mix], { stems })).rejects.toMatchObject({
      code: 'bad_request',
      message: expect.stringContaining('“wide” has 3 channels and the recording 2'),
    });
    await expect(separated('stems', [mix])).rejects.toMatchObject({
      message: expect.stringContaining('no stems beside this recording'),
    });
  });
});
