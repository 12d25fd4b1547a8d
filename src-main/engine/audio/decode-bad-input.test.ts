import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { openAudio } from './decode.ts';
import { decodeToFile } from './decode-to-file.ts';
import { decodedPaths, findDecoded, pruneDecodedCache } from './decoded-cache.ts';
import { encodeFile } from './encode.fixture.ts';
import { aiffBytes, wavBytes } from './pcm-bytes.fixture.ts';
import { steps, sweep } from './signals.fixture.ts';
import { tempFolder } from './temp-folder.fixture.ts';
import { encodeVideoOnly } from './video.fixture.ts';

const folder = await tempFolder();
const cacheFolder = join(folder, 'cache');
const at = (name: string) => join(folder, name);

function wav(frames: number, sampleRate = 44_100): Buffer {
  return wavBytes({
    kind: 'int16',
    sampleRate,
    channels: [steps(16, Math.max(2, frames), 5).slice(0, frames)],
  });
}

async function failure(path: string): Promise<MezzoError> {
  const error = await openAudio(path, { cacheFolder }).then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof MezzoError)) throw new Error(`expected a MezzoError, got ${String(error)}`);
  return error;
}

describe('what cannot be opened says so in one sentence with the file’s name', () => {
  const files: [string, string, () => void][] = [
    ['empty.mp3', 'audio_empty', () => writeFileSync(at('empty.mp3'), '')],
    [
      'letter.mp3',
      'format_unsupported',
      () => writeFileSync(at('letter.mp3'), 'Dear Sir or Madam,\n'.repeat(500)),
    ],
    ['short.mp3', 'format_unsupported', () => writeFileSync(at('short.mp3'), 'hello')],
    ['no-samples.wav', 'audio_empty', () => writeFileSync(at('no-samples.wav'), wav(0))],
    ['folder.wav', 'format_unsupported', () => mkdirSync(at('folder.wav'))],
    ['film.mp4', 'format_unsupported', () => encodeVideoOnly(at('film.mp4'))],
    ['gone.wav', 'file_missing', () => {}],
    ['slow.wav', 'format_unsupported', () => writeFileSync(at('slow.wav'), wav(100, 4000))],
    ['fast.wav', 'format_unsupported', () => writeFileSync(at('fast.wav'), wav(100, 384_000))],
    ['nine.wav', 'format_unsupported', () => writeFileSync(at('nine.wav'), nineChannels())],
    ['header.flac', 'audio_damaged', () => writeFileSync(at('header.flac'), Buffer.from('fLaC0000garbage'))],
  ];
  function nineChannels(): Buffer {
    const channels = Array.from({ length: 9 }, (_, c) => steps(16, 100, c));
    return wavBytes({ kind: 'int16', sampleRate: 44_100, channels });
  }

  it.each(files)('%s is %s', async (name, code, make) => {
    make();
    const error = await failure(at(name));
    expect(error.code).toBe(code);
    expect(error.message).toContain(`“${name}”`);
    expect(error.message).toMatch(/^“.*[.]$/s);
  });

  it('a path of 4,000 characters', async () => {
    const error = await failure(join(folder, 'x'.repeat(4000)));
    expect(error.code).toBe('file_unreadable');
    expect(error.message).toContain('too long');
    expect(error.message.length).toBeLessThan(300);
  });

  it('a path below a file', async () => {
    writeFileSync(at('plain.wav'), wav(100));
    expect((await failure(join(at('plain.wav'), 'inside.wav'))).code).toBe('file_missing');
  });
});

describe('a foreign file cannot make the decoder open anything else', () => {
  it.each([
    [
      'playlist',
      (target: string) => `#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n${target}\n#EXT-X-ENDLIST\n`,
    ],
    ['concat script', (target: string) => `ffconcat version 1.0\nfile '${target}'\n`],
    ['SDP description', () => 'v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=audio 9 RTP/AVP 0\n'],
  ])('%s', async (name, text) => {
    writeFileSync(at('secret.wav'), wav(1000));
    writeFileSync(at(`${name}.wav`), text(at('secret.wav')));
    expect((await failure(at(`${name}.wav`))).code).toBe('format_unsupported');
  });

  it('a file whose name looks like another protocol is read as a file', async () => {
    const path = at('concat:a.wav|b.wav');
    writeFileSync(path, wav(500));
    await using audio = await openAudio(path, { cacheFolder });
    expect(audio.frames).toBe(500);
  });
});

describe('what is damaged but partly readable opens with a warning', () => {
  const tone = [sweep(44_100, 4 * 44_100)];
  const cutInHalf = (path: string) => truncateSync(path, Math.floor(statSync(path).size / 2));

  it.each([
    [
      'cut.wav',
      () => writeFileSync(at('cut.wav'), wavBytes({ kind: 'int24', sampleRate: 44_100, channels: tone })),
    ],
    [
      'cut.aiff',
      () => writeFileSync(at('cut.aiff'), aiffBytes({ kind: 'int16', sampleRate: 44_100, channels: tone })),
    ],
    [
      'cut.flac',
      () => encodeFile({ path: at('cut.flac'), codec: 'flac', sampleRate: 44_100, channels: tone }),
    ],
    [
      'cut.mp3',
      () => encodeFile({ path: at('cut.mp3'), codec: 'libmp3lame', sampleRate: 44_100, channels: tone }),
    ],
    [
      'cut.ogg',
      () => encodeFile({ path: at('cut.ogg'), codec: 'libvorbis', sampleRate: 44_100, channels: tone }),
    ],
  ])('%s', async (name, make) => {
    make();
    cutInHalf(at(name));
    await using audio = await openAudio(at(name), { cacheFolder });
    expect(audio.frames).toBeGreaterThan(20_000);
    expect(audio.frames).toBeLessThan(160_000);
    expect(audio.warnings.join(' ')).toContain('The file ends early');
  });

  it('an M4A file that lost its index is damaged', async () => {
    encodeFile({ path: at('cut.m4a'), codec: 'aac', sampleRate: 44_100, channels: tone });
    cutInHalf(at('cut.m4a'));
    expect((await failure(at('cut.m4a'))).code).toBe('audio_damaged');
  });

  it('a FLAC file with a broken frame keeps the rest', async () => {
    encodeFile({ path: at('bits.flac'), codec: 'flac', sampleRate: 44_100, channels: tone });
    const bytes = readFileSync(at('bits.flac'));
    bytes.fill(0xff, Math.floor(bytes.length / 2), Math.floor(bytes.length / 2) + 400);
    writeFileSync(at('bits.flac'), bytes);
    await using audio = await openAudio(at('bits.flac'), { cacheFolder });
    expect(audio.frames).toBeGreaterThan(60_000);
    expect(audio.warnings).not.toEqual([]);
  });

  it('NaN and infinite samples become silence', async () => {
    const samples = [0.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.5];
    for (const kind of ['float32', 'float64'] as const) {
      writeFileSync(at('nan.wav'), wavBytes({ kind, sampleRate: 44_100, channels: [samples] }));
      await using audio = await openAudio(at('nan.wav'), { cacheFolder });
      expect(await audio.read(0, 5)).toEqual([Float32Array.of(0.5, 0, 0, 0, -0.5)]);
      expect(audio.warnings).toEqual(['3 samples were not a finite number and became silence.']);
    }
  });
});

describe('short and silent recordings open', () => {
  it.each([1, 2205])('%i samples', async (frames) => {
    writeFileSync(at('brief.wav'), wav(frames));
    await using audio = await openAudio(at('brief.wav'), { cacheFolder });
    expect(audio.frames).toBe(frames);
  });

  it('silence', async () => {
    writeFileSync(
      at('silence.wav'),
      wavBytes({ kind: 'int16', sampleRate: 8000, channels: [new Float32Array(8000)] }),
    );
    await using audio = await openAudio(at('silence.wav'), { cacheFolder });
    expect(await audio.read(0, 8000)).toEqual([new Float32Array(8000)]);
    expect(audio.warnings).toEqual([]);
  });
});

describe('while a recording is open or being opened', () => {
  it('deleting the file does not disturb who listens', async () => {
    writeFileSync(at('deleted.wav'), wav(1000));
    await using audio = await openAudio(at('deleted.wav'), { cacheFolder });
    rmSync(at('deleted.wav'));
    expect((await audio.read(0, 1000))[0]).toEqual(steps(16, 1000, 5));
    expect((await failure(at('deleted.wav'))).code).toBe('file_missing');
  });

  it('a change of the file is noticed, and nothing of it stays', async () => {
    writeFileSync(at('changing.wav'), wav(3001));
    const cache = join(folder, 'cache-of-changing');
    const opening = openAudio(at('changing.wav'), {
      cacheFolder: cache,
      onProgress: () => utimesSync(at('changing.wav'), new Date(0), new Date(0)),
    });
    await expect(opening).rejects.toMatchObject({ code: 'file_changed' });
    expect(readdirSync(folder).includes('cache-of-changing') ? readdirSync(cache) : []).toEqual([]);
  });

  it('cancelling leaves nothing behind', async () => {
    const frames = 44_100 * 60;
    writeFileSync(
      at('long.wav'),
      wavBytes({ kind: 'int16', sampleRate: 44_100, channels: [new Float32Array(frames)] }),
    );
    const cache = join(folder, 'cache-of-long');
    const controller = new AbortController();
    const opening = openAudio(at('long.wav'), {
      cacheFolder: cache,
      signal: controller.signal,
      onProgress: (fraction) => fraction >= 0.1 && controller.abort(),
    });
    await expect(opening).rejects.toMatchObject({ code: 'cancelled' });
    expect(readdirSync(folder).includes('cache-of-long') ? readdirSync(cache) : []).toEqual([]);
  });

  it('pruning its cache does not disturb who listens or looks', async () => {
    writeFileSync(at('pruned.wav'), wav(1003));
    await using audio = await openAudio(at('pruned.wav'), { cacheFolder });
    await pruneDecodedCache(cacheFolder, 0);
    expect((await audio.read(0, 1003))[0]).toEqual(steps(16, 1003, 5));
    expect((await audio.peaks()).levels[0]).toHaveLength(2 * 4);
  });

  it.runIf(existsSync('/dev/full'))('a full disk is a sentence', () => {
    writeFileSync(at('fits.wav'), wav(100_000));
    const request = { path: at('fits.wav'), name: 'fits.wav', peaksPath: at('fits.peaks') };
    const drain = (samplesPath: string) => [...decodeToFile({ ...request, samplesPath })];
    expect(() => drain('/dev/full')).toThrow(
      expect.objectContaining({
        code: 'disk_full',
        message: expect.stringContaining('the decoded audio of fits.wav'),
      }),
    );
    expect(() => drain(join(at('plain.wav'), 'below'))).toThrow(
      expect.objectContaining({ code: 'not_writable' }),
    );
  });

  it('a cache folder that cannot be made is a sentence', async () => {
    writeFileSync(at('in-the-way'), 'a file');
    writeFileSync(at('fine.wav'), wav(1002));
    const opening = openAudio(at('fine.wav'), { cacheFolder: join(at('in-the-way'), 'cache') });
    await expect(opening).rejects.toMatchObject({ code: 'not_writable' });
  });
});

describe('the cache of decoded recordings', () => {
  it('gives up the least recently used first, and leftovers', async () => {
    const cache = join(folder, 'cache-of-three');
    const hashes: string[] = [];
    for (const [index, frames] of [1000, 1001, 1002].entries()) {
      writeFileSync(at('one.wav'), wav(frames));
      await using audio = await openAudio(at('one.wav'), { cacheFolder: cache });
      hashes.push(audio.audioHash);
      for (const path of Object.values(decodedPaths(cache, audio.audioHash)))
        utimesSync(path, new Date(1e12 + index * 1000), new Date(1e12 + index * 1000));
    }
    const leftover = join(cache, `${hashes[0]}.00000000-0000-0000-0000-000000000000.f32.partial`);
    writeFileSync(leftover, 'broken off');
    utimesSync(leftover, new Date(1e12), new Date(1e12));
    await findDecoded(cache, hashes[0]!);
    const removed = await pruneDecodedCache(cache, 9500);
    expect(removed).toBeGreaterThan(4000);
    expect(await findDecoded(cache, hashes[0]!)).toMatchObject({ frames: 1000 });
    expect(await findDecoded(cache, hashes[1]!)).toBeNull();
    expect(await findDecoded(cache, hashes[2]!)).toMatchObject({ frames: 1002 });
    expect(readdirSync(cache).filter((name) => name.endsWith('.partial'))).toEqual([]);
    expect(await pruneDecodedCache(cache, 0, new Set(hashes))).toBe(0);
    expect(await pruneDecodedCache(cache, 0)).toBeGreaterThan(8000);
    expect(readdirSync(cache)).toEqual([]);
  });
});
