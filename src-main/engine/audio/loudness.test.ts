import { describe, expect, it } from 'vitest';
import { kWeighting, measureLoudness } from './loudness.ts';
import { pcmOf } from './signal.ts';
import { sine } from './signals.fixture.ts';

const fromDb = (db: number) => 10 ** (db / 20);

/** A 1 kHz tone whose level changes: [decibels of full scale, seconds] after one another, the same in both channels. */
function levels(sampleRate: number, parts: readonly (readonly [number, number])[]) {
  const frames = parts.reduce((sum, [, seconds]) => sum + seconds * sampleRate, 0);
  const tone = sine(1000, sampleRate, frames);
  let at = 0;
  for (const [db, seconds] of parts) {
    const end = at + seconds * sampleRate;
    for (; at < end; at++) tone[at]! *= fromDb(db);
  }
  return pcmOf({ sampleRate, channels: [tone, tone] });
}

it('has the coefficients of ITU-R BS.1770-4 at 48 kHz', () => {
  const [shelf, highPass] = kWeighting(48_000);
  for (const [k, value] of [1.53512485958697, -2.69169618940638, 1.19839281085285].entries())
    expect(shelf.b[k]).toBeCloseTo(value, 8);
  for (const [k, value] of [-1.69065929318241, 0.73248077421585].entries())
    expect(shelf.a[k]).toBeCloseTo(value, 8);
  for (const [k, value] of [-1.99004745483398, 0.99007225036621].entries())
    expect(highPass.a[k]).toBeCloseTo(value, 8);
});

describe.each([44_100, 48_000])('at %i Hz', (sampleRate) => {
  it('a full-scale 997 Hz sine in one channel reads −3.01 LUFS', async () => {
    const tone = sine(997, sampleRate, 3 * sampleRate);
    const { lufs, peakDb } = await measureLoudness(
      pcmOf({ sampleRate, channels: [tone, tone.map(() => 0)] }),
    );
    expect(lufs).toBeCloseTo(-3.01, 1);
    expect(peakDb).toBeCloseTo(0, 2);
  });
});

// EBU Tech 3341, table 1, minimum requirements: allowed error ±0.1 LU.
it.each([
  ['1', [[-23, 20]], -23],
  ['2', [[-33, 20]], -33],
  [
    '3',
    [
      [-36, 10],
      [-23, 60],
      [-36, 10],
    ],
    -23,
  ],
  [
    '4',
    [
      [-72, 10],
      [-36, 10],
      [-23, 60],
      [-36, 10],
      [-72, 10],
    ],
    -23,
  ],
  [
    '5',
    [
      [-26, 20],
      [-20, 20.1],
      [-26, 20],
    ],
    -23,
  ],
] as const)('EBU Tech 3341 case %s', async (_, parts, expected) => {
  const { lufs } = await measureLoudness(levels(16_000, parts));
  expect(Math.abs(lufs! - expected)).toBeLessThan(0.1);
});

it('EBU Tech 3341 case 6: five channels', async () => {
  const tone = (db: number) => sine(1000, 48_000, 48_000 * 20, fromDb(db));
  const channels = [tone(-28), tone(-28), tone(-24), tone(-30), tone(-30)];
  const { lufs } = await measureLoudness(pcmOf({ sampleRate: 48_000, channels }));
  expect(Math.abs(lufs! + 23)).toBeLessThan(0.1);
});

it('the low-frequency channel does not count', async () => {
  const silent = new Float32Array(48_000);
  const tone = sine(1000, 48_000, 48_000);
  const { lufs, peakDb } = await measureLoudness(
    pcmOf({ sampleRate: 48_000, channels: [silent, silent, silent, tone, silent, silent] }),
  );
  expect(lufs).toBeNull();
  expect(peakDb).toBeCloseTo(0, 2);
});

it('silence has no loudness and no peak', async () => {
  const pcm = pcmOf({ sampleRate: 44_100, channels: [new Float32Array(44_100)] });
  expect(await measureLoudness(pcm)).toEqual({ lufs: null, peakDb: null });
  expect(await measureLoudness(pcm, { range: { start: 5, end: 5 } })).toEqual({ lufs: null, peakDb: null });
});

it('a recording shorter than 400 ms is judged as one block', async () => {
  const { lufs } = await measureLoudness(
    pcmOf({ sampleRate: 48_000, channels: [sine(997, 48_000, 12_000)] }),
  );
  expect(lufs).toBeCloseTo(-3.01, 1);
});

it('measures a range only', async () => {
  const pcm = levels(16_000, [
    [-10, 3],
    [-30, 3],
  ]);
  const { lufs, peakDb } = await measureLoudness(pcm, { range: { start: 50_000, end: 96_000 } });
  expect(lufs).toBeCloseTo(-30, 0);
  expect(peakDb).toBeCloseTo(-30, 1);
});
