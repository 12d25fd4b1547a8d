import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openAudio } from './decode.ts';
import { type PcmSource, pcmOf } from './signal.ts';
import { createRandom, signalToError, sine, steps } from './signals.fixture.ts';
import { tempFolder } from './temp-folder.fixture.ts';
import { wavHeader } from './wav-header.ts';
import { type OutputFile, writeAudio } from './write.ts';

const folder = await tempFolder();
const cacheFolder = join(folder, 'cache');
/** More than one piece of writing and no multiple of a FLAC block. */
const FRAMES = 40_001;

async function roundTrip(pcm: PcmSource, format: string, name: string) {
  const path = join(folder, name);
  const written = await writeAudio(pcm, path, format);
  await using audio = await openAudio(path, { cacheFolder });
  return { written, audio, channels: await audio.read(0, audio.frames), size: statSync(path).size };
}

const exact: [string, number, number, number][] = [
  ['wav16', 16, 1, 44_100],
  ['wav16', 16, 2, 8000],
  ['wav16', 16, 8, 192_000],
  ['wav24', 24, 1, 44_056],
  ['wav24', 24, 2, 96_000],
  ['wav24', 24, 8, 48_000],
  ['wav32f', 24, 1, 44_100],
  ['wav32f', 24, 8, 44_100],
  ['flac', 24, 1, 8000],
  ['flac', 24, 2, 44_100],
  ['flac', 24, 8, 192_000],
  ['flac', 16, 2, 37_800],
];
it.each(exact)(
  '%s of %i-bit sound with %i channels at %i Hz decodes to the same bits',
  async (format, bits, count, sampleRate) => {
    const channels = Array.from({ length: count }, (_, c) => steps(bits, FRAMES, c + 1));
    const name = `${format}-${bits}-${count}.${format === 'flac' ? 'flac' : 'wav'}`;
    const {
      written,
      audio,
      channels: read,
      size,
    } = await roundTrip(pcmOf({ sampleRate, channels }), format, name);
    expect(written).toEqual({ bytes: size, clippedSamples: 0 });
    expect(audio.sampleRate).toBe(sampleRate);
    expect(audio.frames).toBe(FRAMES);
    expect(audio.warnings).toEqual([]);
    expect(read).toEqual(channels);
  },
);

it('a FLAC header holds the length and the checksum of its samples, as the reference decoder checks them', async () => {
  const channels = [steps(24, FRAMES, 1), steps(24, FRAMES, 2)];
  const path = join(folder, 'checksum.flac');
  await writeAudio(pcmOf({ sampleRate: 44_100, channels }), path, 'flac');
  const bytes = Buffer.alloc(FRAMES * 6);
  for (let n = 0; n < FRAMES; n++)
    for (const [c, channel] of channels.entries()) bytes.writeIntLE(channel[n]! * 2 ** 23, 6 * n + 3 * c, 3);
  const head = readFileSync(path).subarray(0, 42);
  expect(head.readUInt32BE(22)).toBe(FRAMES);
  expect(head.toString('hex', 26)).toBe(createHash('md5').update(bytes).digest('hex'));
});

describe('quantising', () => {
  it('holds what is beyond full scale and counts it', async () => {
    const pcm = pcmOf({ sampleRate: 44_100, channels: [Float32Array.of(1.5, -1.5, 1, -1, 0.25)] });
    for (const [format, bits] of [
      ['wav16', 16],
      ['wav24', 24],
      ['flac', 24],
    ] as const) {
      const top = 1 - 2 ** (1 - bits);
      const { written, channels } = await roundTrip(
        pcm,
        format,
        `clip-${format}.${format === 'flac' ? 'flac' : 'wav'}`,
      );
      expect(written.clippedSamples).toBe(2);
      expect([...channels[0]!]).toEqual([top, -1, top, -1, 0.25]);
    }
    const { written, channels } = await roundTrip(pcm, 'wav32f', 'clip-32f.wav');
    expect(written.clippedSamples).toBe(0);
    expect(channels[0]).toEqual(Float32Array.of(1.5, -1.5, 1, -1, 0.25));
  });

  it('dithers to 16 bits: a tone of a third of a step survives, and twice the same file is the same', async () => {
    const tone = sine(441, 44_100, 44_100, 1 / 3 / 2 ** 15);
    const pcm = pcmOf({ sampleRate: 44_100, channels: [tone] });
    const { channels } = await roundTrip(pcm, 'wav16', 'dither.wav');
    const reference = sine(441, 44_100, 44_100);
    const level = channels[0]!.reduce((sum, value, n) => sum + value * reference[n]!, 0) / (44_100 / 2);
    expect(level * 2 ** 15).toBeCloseTo(1 / 3, 1);
    await writeAudio(pcm, join(folder, 'again.wav'), 'wav16');
    expect(readFileSync(join(folder, 'again.wav'))).toEqual(readFileSync(join(folder, 'dither.wav')));
  });

  it('16 bits keep over 90 dB of a loud signal, 24 bits over 138', async () => {
    const random = createRandom(8);
    const noise = Float32Array.from({ length: FRAMES }, () => 1.8 * random() - 0.9);
    const pcm = pcmOf({ sampleRate: 44_100, channels: [noise] });
    expect(signalToError(noise, (await roundTrip(pcm, 'wav16', 'n16.wav')).channels[0]!)).toBeGreaterThan(88);
    expect(signalToError(noise, (await roundTrip(pcm, 'wav24', 'n24.wav')).channels[0]!)).toBeGreaterThan(
      138,
    );
  });
});

describe('the WAV header', () => {
  const layout = { sampleRate: 48_000, channelCount: 2, bits: 16, float: false } as const;

  it('is plain RIFF up to 4 GiB', () => {
    const header = wavHeader({ ...layout, frames: 1_073_000_000 });
    expect(header.toString('latin1', 0, 4)).toBe('RIFF');
    expect(header.readUInt32LE(header.length - 4)).toBe(4_292_000_000);
  });

  it('is RF64 with 64-bit sizes above', () => {
    const header = wavHeader({ ...layout, frames: 2_000_000_000 });
    expect(header.toString('latin1', 0, 4)).toBe('RF64');
    expect(header.toString('latin1', 12, 16)).toBe('ds64');
    expect(header.readBigUInt64LE(20)).toBe(8_000_000_000n + BigInt(header.length) - 8n);
    expect(header.readBigUInt64LE(28)).toBe(8_000_000_000n);
    expect(header.readBigUInt64LE(36)).toBe(2_000_000_000n);
    expect(header.readUInt32LE(header.length - 4)).toBe(0xffffffff);
  });

  it('as RF64 can be read back', async () => {
    const header = wavHeader({ ...layout, frames: 2_000_000_000 });
    const samples = Buffer.alloc(4000, 7);
    header.writeBigUInt64LE(BigInt(header.length - 8 + samples.length), 20);
    header.writeBigUInt64LE(BigInt(samples.length), 28);
    header.writeBigUInt64LE(1000n, 36);
    const path = join(folder, 'rf64.wav');
    writeFileSync(path, Buffer.concat([header, samples]));
    await using audio = await openAudio(path, { cacheFolder });
    expect(audio.frames).toBe(1000);
    expect((await audio.read(0, 1))[1]![0]).toBe(0x0707 / 2 ** 15);
  });
});

describe('when writing fails', () => {
  const pcm = pcmOf({ sampleRate: 44_100, channels: [steps(16, FRAMES, 1)] });
  /** A disk that takes `room` bytes and then no more. */
  const smallDisk =
    (room: number) =>
    async (path: string): Promise<OutputFile> => {
      const file = await open(path, 'wx');
      return {
        async write(bytes, offset, length, position) {
          if (position + length > room) throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
          return file.write(bytes, offset, length, position);
        },
        sync: () => file.sync(),
        close: () => file.close(),
      };
    };
  function target(name: string): { dir: string; path: string } {
    const dir = join(folder, name);
    mkdirSync(dir);
    const path = join(dir, 'song.wav');
    writeFileSync(path, 'the older file');
    return { dir, path };
  }
  function expectUntouched({ dir, path }: { dir: string; path: string }): void {
    expect(readdirSync(dir)).toEqual(['song.wav']);
    expect(readFileSync(path, 'utf8')).toBe('the older file');
  }

  it.each(['wav16', 'wav32f', 'flac'] as const)(
    'a full disk (%s) is a sentence and leaves the older file',
    async (format) => {
      const place = target(`full-${format}`);
      await expect(
        writeAudio(pcm, place.path, format, { openFile: smallDisk(50_000) }),
      ).rejects.toMatchObject({
        code: 'disk_full',
        message: expect.stringContaining('“song.wav”'),
      });
      expectUntouched(place);
    },
  );

  it.runIf(existsSync('/dev/full'))('the system’s own full device', async () => {
    const writing = writeAudio(pcm, join(folder, 'full.wav'), 'wav16', {
      openFile: () => open('/dev/full', 'w'),
    });
    await expect(writing).rejects.toMatchObject({ code: 'disk_full' });
  });

  it('cancelling leaves the older file', async () => {
    const place = target('cancelled');
    const controller = new AbortController();
    const writing = writeAudio(pcm, place.path, 'flac', {
      signal: controller.signal,
      onProgress: () => controller.abort(),
    });
    await expect(writing).rejects.toMatchObject({ code: 'cancelled' });
    expectUntouched(place);
  });

  it('a source that breaks passes its own failure on', async () => {
    const place = target('source');
    const broken: PcmSource = { ...pcm, read: () => Promise.reject(new Error('boom')) };
    await expect(writeAudio(broken, place.path, 'wav16')).rejects.toMatchObject({ code: 'unexpected' });
    expectUntouched(place);
  });

  it('a place that cannot be written to is a sentence', async () => {
    writeFileSync(join(folder, 'plain'), '');
    for (const path of [
      join(folder, 'plain', 'a.wav'),
      join(folder, 'nowhere', 'a.wav'),
      join(folder, 'y'.repeat(4000), 'a.wav'),
    ])
      await expect(writeAudio(pcm, path, 'wav16')).rejects.toMatchObject({
        code: 'not_writable',
        message: expect.stringContaining('“a.wav”'),
      });
  });
});
