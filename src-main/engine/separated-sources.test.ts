import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openAudio } from './audio/decode.ts';
import { wavBytes } from './audio/pcm-bytes.fixture.ts';
import { levelAgainst, remainder } from './audio/separation.ts';
import { sine } from './audio/signals.fixture.ts';
import { inlineCompute } from './explain/compute.fixture.ts';
import { createSeparatedSources } from './separated-sources.ts';
import { createSeparatorRegistry } from './separator-registry.ts';
import { stemFiles } from './stems-beside.ts';

const RATE = 44_100;
const folder = await mkdtemp(join(tmpdir(), 'mezzo stems “ü” '));
afterAll(() => rm(folder, { recursive: true, force: true }));
const openFile = (path: string) => openAudio(path, { cacheFolder: join(folder, 'cache') });

async function write(name: string, ...channels: Float32Array[]): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, wavBytes({ kind: 'float32', sampleRate: RATE, channels }));
  return path;
}

const [tone, bass] = [sine(440, RATE, RATE, 0.2), sine(110, RATE, RATE, 0.3)];
const mix = tone.map((sample, n) => sample + bass[n]!);
const song = await write('song.wav', mix);
await write('song-tone.wav', tone);
const sources = createSeparatedSources(
  { openFile, others: () => [] },
  createSeparatorRegistry(join(folder, 'separators')),
  inlineCompute,
);

test('stems that do not add up leave a residual, so that the sources do', async () => {
  await using recording = await openFile(song);
  const found = await sources.of({ recording, path: song, separator: 'stems', start: 0, end: RATE });
  expect(found.sources.map(({ name }) => name)).toEqual(['tone', 'residual']);
  expect(found.errorDb).toBeLessThan(-100);
  const [residual] = found.sources[1]!.channels;
  expect(levelAgainst(remainder([residual!], [[bass]]), [bass])).toBeLessThan(-100);
});

test('stems that do add up leave none', async () => {
  await write('song-bass.wav', bass);
  const fresh = createSeparatedSources(
    { openFile, others: () => [] },
    createSeparatorRegistry(join(folder, 'separators')),
    inlineCompute,
  );
  await using recording = await openFile(song);
  const found = await fresh.of({ recording, path: song, separator: 'stems', start: 100, end: 9000 });
  expect(found.sources.map(({ name }) => name)).toEqual(['bass', 'tone']);
  expect(found).toMatchObject({ start: 100, end: 9000 });
  expect(found.errorDb).toBeLessThan(-100);
});

test('a stretch that reaches outside the recording is cut to it', async () => {
  await using recording = await openFile(song);
  const found = await sources.of({
    recording,
    path: song,
    separator: 'harmonic-percussive',
    start: -500,
    end: 1e9,
  });
  expect(found).toMatchObject({ start: 0, end: RATE });
});

test('other files beside it are no stems', async () => {
  await write('songbird.wav', tone);
  await writeFile(join(folder, 'song-notes.txt'), 'no sound');
  expect((await stemFiles(song)).map(({ name }) => name)).toEqual(['bass', 'tone']);
  expect(await stemFiles(join(folder, 'no such folder', 'song.wav'))).toEqual([]);
  // An upload lies in a folder of its own; its stems are among the other recordings.
  const uploads = ['/a/solo-voice.wav', '/b/solo.wav', '/c/soloist-voice.wav'];
  expect(await stemFiles('/nowhere/solo.wav', () => uploads)).toEqual([
    { name: 'voice', path: '/a/solo-voice.wav' },
  ]);
});
