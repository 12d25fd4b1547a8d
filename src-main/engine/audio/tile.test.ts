import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createCompute } from '../jobs/compute.ts';
import { openAudio } from './decode.ts';
import { wavBytes } from './pcm-bytes.fixture.ts';
import { pcmOf } from './signal.ts';
import { sine } from './signals.fixture.ts';
import { tempFolder } from './temp-folder.fixture.ts';
import { readTile, TILE_SIZE, tileRowFrequency } from './tile.ts';

const compute = createCompute(1);
afterAll(() => compute[Symbol.asyncDispose]());
const folder = await tempFolder();

const rowOf = (hertz: number) => Math.round(((TILE_SIZE - 1) * Math.log(hertz / 30)) / Math.log(20_000 / 30));
const columnOf = (tile: Uint8Array, column: number) =>
  tile.subarray(column * TILE_SIZE, (column + 1) * TILE_SIZE);
const strongest = (column: Uint8Array) => column.indexOf(Math.max(...column));

it('rows run from 30 Hz to 20 kHz, logarithmically', () => {
  expect(tileRowFrequency(0)).toBe(30);
  expect(tileRowFrequency(255)).toBeCloseTo(20_000, 6);
  expect(tileRowFrequency(127.5)).toBeCloseTo(Math.sqrt(30 * 20_000), 6);
});

describe.each([44_100, 96_000, 192_000, 8000])('at %i Hz', (sampleRate) => {
  it.each([0, 1, 2, 4])(
    'level %i: a full-scale sine is 0 dB at its row and nothing far away',
    async (level) => {
      const pcm = pcmOf({ sampleRate, channels: [sine(1000, sampleRate, 2 ** level * 256 * 200)] });
      const column = columnOf(await readTile(pcm, level, 0, compute), 100);
      expect(Math.abs(strongest(column) - rowOf(1000))).toBeLessThanOrEqual(1);
      // The tone may fall between two bins and beside the row's middle: up to 2.4 dB low.
      expect(Math.max(...column)).toBeGreaterThanOrEqual(255 - 6);
      expect(column[rowOf(3000)]).toBe(0);
    },
  );
});

it.each([0, 3, 5])(
  'level %i: columns stand for their own stretch of time, tile after tile',
  async (level) => {
    const columnFrames = 2 ** level * 256;
    const signal = new Float32Array(columnFrames * 300);
    signal.set(sine(2000, 44_100, columnFrames * 20), columnFrames * 270);
    const pcm = pcmOf({ sampleRate: 44_100, channels: [signal] });
    const tile = await readTile(pcm, level, 1, compute);
    expect(Math.max(...columnOf(tile, 280 - 256))).toBeGreaterThan(240);
    expect(Math.max(...columnOf(tile, 250 - 256 + 9))).toBeLessThan(200);
    expect(Math.max(...columnOf(tile, 296 - 256))).toBeLessThan(100);
    expect(Math.max(...tile.subarray(44 * TILE_SIZE))).toBe(0);
    expect(Math.max(...(await readTile(pcm, level, 2, compute)))).toBe(0);
  },
);

it('a half-scale sine is 6 dB lower, and rows above the Nyquist frequency are empty', async () => {
  const hertz = (8000 / 2048) * 256;
  const pcm = pcmOf({ sampleRate: 8000, channels: [sine(hertz, 8000, 20_000, 0.5)] });
  const column = columnOf(await readTile(pcm, 0, 0, compute), 30);
  expect(Math.max(...column)).toBe(Math.round(((100 - 6.02) / 100) * 255));
  expect(Math.max(...column.subarray(rowOf(4000) + 1))).toBe(0);
});

it('a decoded file gives the same picture as its samples in memory', async () => {
  const channels = [sine(440, 44_100, 300_000, 0.5), sine(3000, 44_100, 300_000, 0.25)];
  const path = join(folder, 'two.wav');
  writeFileSync(path, wavBytes({ kind: 'float32', sampleRate: 44_100, channels }));
  await using audio = await openAudio(path, { cacheFolder: join(folder, 'cache') });
  for (const level of [0, 2, 5])
    expect(await readTile(audio, level, 0, compute)).toEqual(
      await readTile(pcmOf({ sampleRate: 44_100, channels }), level, 0, compute),
    );
});
