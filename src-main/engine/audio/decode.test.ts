import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from './decode.ts';
import { encodeFile } from './encode.fixture.ts';
import { aiffBytes, type PcmKind, wavBytes } from './pcm-bytes.fixture.ts';
import { signalToError, steps, sweep } from './signals.fixture.ts';
import { tempFolder } from './temp-folder.fixture.ts';

const folder = await tempFolder();
const cacheFolder = join(folder, 'cache');
const FRAMES = 3001;

function channelsOf(count: number, bits: number, frames = FRAMES): Float32Array[] {
  return Array.from({ length: count }, (_, c) => steps(bits, frames, 100 * count + c));
}

async function decoded(path: string) {
  await using audio = await openAudio(path, { cacheFolder });
  return { audio, channels: await audio.read(0, audio.frames) };
}

const bitsOf: Record<PcmKind, number> = {
  int8: 8,
  int16: 16,
  int24: 24,
  int32: 24,
  float32: 24,
  float64: 24,
};
const kinds = Object.keys(bitsOf) as PcmKind[];

describe('uncompressed sound comes back bit for bit', () => {
  it.each(kinds.flatMap((kind) => [1, 2, 8].map((count) => [kind, count] as const)))(
    'WAV %s with %i channels',
    async (kind, count) => {
      const channels = channelsOf(count, bitsOf[kind]);
      const path = join(folder, `${kind}-${count}.wav`);
      writeFileSync(path, wavBytes({ kind, sampleRate: 44_100, channels, extensible: count > 2 }));
      const { audio, channels: read } = await decoded(path);
      expect(audio.format).toBe('WAV');
      expect(audio.bitDepth).toBe(Number(/\d+/.exec(kind)![0]));
      expect(audio.warnings).toEqual([]);
      expect(audio.frames).toBe(FRAMES);
      expect(read).toEqual(channels);
    },
  );

  it.each(kinds)('AIFF %s', async (kind) => {
    const channels = channelsOf(2, bitsOf[kind]);
    const path = join(folder, `${kind}.aiff`);
    writeFileSync(path, aiffBytes({ kind, sampleRate: 48_000, channels }));
    const { audio, channels: read } = await decoded(path);
    expect(audio.format).toBe('AIFF');
    expect(audio.sampleRate).toBe(48_000);
    expect(read).toEqual(channels);
  });

  it.each([8000, 11_025, 22_050, 37_800, 44_056, 96_000, 192_000])('WAV at %i Hz', async (sampleRate) => {
    const channels = channelsOf(1, 16);
    const path = join(folder, `rate-${sampleRate}.wav`);
    writeFileSync(path, wavBytes({ kind: 'int16', sampleRate, channels }));
    const { audio, channels: read } = await decoded(path);
    expect(audio.sampleRate).toBe(sampleRate);
    expect(audio.duration).toBe(FRAMES / sampleRate);
    expect(read).toEqual(channels);
  });

  it.each([
    ['flac', 'flac', 16, 2, 44_100],
    ['flac', 'flac', 24, 8, 96_000],
    ['flac', 'flac', 24, 1, 8000],
    ['m4a', 'alac', 16, 2, 44_100],
    ['caf', 'pcm_s16le', 16, 2, 44_100],
  ] as const)(
    '%s (%s) of %i bits with %i channels at %i Hz',
    async (extension, codec, bits, count, sampleRate) => {
      const channels = channelsOf(count, bits, 9001);
      const path = join(folder, `${codec}-${bits}-${count}.${extension}`);
      encodeFile({ path, codec, sampleRate, channels, bits });
      const { audio, channels: read } = await decoded(path);
      expect(audio.bitDepth).toBe(bits);
      expect(audio.sampleRate).toBe(sampleRate);
      expect(read).toEqual(channels);
    },
  );
});

describe('compressed sound keeps its length and its place in time', () => {
  it.each([
    ['mp3', 'libmp3lame', 44_100, 2],
    ['mp3', 'libmp3lame', 22_050, 1],
    ['mp3', 'libmp3lame', 8000, 1],
    ['m4a', 'aac', 44_100, 2],
    ['m4a', 'aac', 96_000, 6],
    ['ogg', 'libvorbis', 44_100, 2],
    ['ogg', 'libvorbis', 32_000, 6],
    ['opus', 'libopus', 48_000, 2],
    ['opus', 'libopus', 48_000, 8],
  ] as const)('%s (%s) at %i Hz with %i channels', async (extension, codec, sampleRate, count) => {
    const frames = Math.round(sampleRate * 1.25) + 7;
    const tone = sweep(sampleRate, frames, Math.min(1500, sampleRate / 6));
    const channels = Array.from({ length: count }, (_, c) => tone.map((value) => value * (1 - 0.1 * c)));
    const path = join(folder, `${codec}-${sampleRate}-${count}.${extension}`);
    encodeFile({ path, codec, sampleRate, channels, bitRate: 64_000 * count });
    const { audio, channels: read } = await decoded(path);
    expect(audio.bitDepth).toBeNull();
    expect(audio.sampleRate).toBe(sampleRate);
    expect(audio.channelCount).toBe(count);
    expect(audio.warnings).toEqual([]);
    expect(Math.abs(audio.frames - frames)).toBeLessThanOrEqual(codec === 'aac' ? 1024 : 0);
    expect(signalToError(tone, read[0]!)).toBeGreaterThan(15);
  });
});

describe('a decoded recording', () => {
  const path = join(folder, 'it’s “näive” 音 #1 %41.wav');
  const channels = channelsOf(2, 16, 5000);
  writeFileSync(path, wavBytes({ kind: 'int16', sampleRate: 44_100, channels }));

  it('opens from a path with spaces, quotes and Unicode, and reads silence outside itself', async () => {
    await using audio = await openAudio(path, { cacheFolder });
    const [left] = await audio.read(-3, 8);
    expect([...left!]).toEqual([0, 0, 0, ...channels[0]!.subarray(0, 5)]);
    const [, right] = await audio.read(4998, 4);
    expect([...right!]).toEqual([...channels[1]!.subarray(4998), 0, 0]);
    expect(await audio.read(9000, 2)).toEqual([new Float32Array(2), new Float32Array(2)]);
  });

  it('is taken from the cache the second time, also under another name', async () => {
    await decoded(path);
    const copy = join(folder, 'copy.wav');
    writeFileSync(copy, wavBytes({ kind: 'int16', sampleRate: 44_100, channels }));
    const seen: number[] = [];
    await using audio = await openAudio(copy, { cacheFolder, onProgress: (f) => seen.push(f) });
    expect(await audio.read(0, 5000)).toEqual(channels);
    expect(seen.filter((fraction) => fraction > 0.1 && fraction < 1)).toEqual([]);
  });

  it('is decoded anew when the cache was damaged', async () => {
    await using first = await openAudio(path, { cacheFolder });
    writeFileSync(first.file.path, 'short');
    await using again = await openAudio(path, { cacheFolder });
    expect(await again.read(0, 5000)).toEqual(channels);
  });

  it('brings its waveform outline', async () => {
    await using audio = await openAudio(path, { cacheFolder });
    const { frames, levels } = await audio.peaks();
    const first = [...channels[0]!.subarray(0, 256), ...channels[1]!.subarray(0, 256)];
    expect(frames).toBe(5000);
    expect(levels[0]![0]).toBe(Math.min(...first));
    expect(levels[0]![1]).toBe(Math.max(...first));
  });
});
