import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { aiffBytes } from '../../src-main/engine/audio/pcm-bytes.fixture.ts';
import { callMezzo, runMezzo } from './mezzo.ts';
import { brokenNumbers, music, RATE, writeHalf, writeWav } from './sound-files.ts';

/** What a user of the command line reads about files that are not as they should be; the others are done. */

const folder = mkdtempSync(join(tmpdir(), 'mezzo bad '));
const home = join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
function write(name: string, bytes: string | Buffer): string {
  writeFileSync(at(name), bytes);
  return at(name);
}

const oddName = `a ’“b” 'c' "d" ünï $(x) 🎻`;
mkdirSync(at(oddName));
mkdirSync(at('folder'));
const wholeAiff = aiffBytes({ kind: 'int16', sampleRate: RATE, channels: [music(3)] });
const wholeWav = readFileSync(writeWav(at('whole.wav'), music(3)));

const refused: [path: string, code: string, sentence: string][] = [
  [write('empty.mp3', ''), 'audio_empty', 'is empty (0 bytes)'],
  [write('text.mp3', 'Dear Sir or Madam,\n'.repeat(200)), 'format_unsupported', 'is not a sound file'],
  [writeWav(at('no samples.wav'), new Float32Array(0)), 'audio_empty', '0 samples long'],
  [write('header.wav', wholeWav.subarray(0, 30)), 'audio_damaged', 'Use another copy'],
  [writeHalf(folder, 'half.m4a', 'aac'), 'audio_damaged', 'Use another copy'],
  [at('folder'), 'format_unsupported', 'is a folder'],
  [at('nowhere.wav'), 'file_missing', 'was not found'],
  [at('x'.repeat(4000)), 'file_unreadable', 'path is too long'],
  [at('two\nlines \u001b[31m.wav'), 'file_missing', 'was not found'],
];

const early = 'The file ends early';
const accepted: [path: string, warning: string | null][] = [
  [write('half.wav', wholeWav.subarray(0, wholeWav.length / 2)), early],
  [write('half.aiff', wholeAiff.subarray(0, wholeAiff.length / 2)), early],
  [writeHalf(folder, 'half.flac', 'flac'), early],
  [writeHalf(folder, 'half.mp3', 'libmp3lame'), early],
  [writeHalf(folder, 'half.ogg', 'libvorbis'), early],
  [writeHalf(folder, 'half.opus', 'libopus'), early],
  [writeWav(at('50 ms.wav'), music(0.05)), 'shorter than'],
  [writeWav(at('one sample.wav'), music(1 / RATE)), 'shorter than'],
  [writeWav(at('silence.wav'), new Float32Array(2 * RATE)), 'The recording is silent'],
  [writeWav(at('no numbers.wav'), brokenNumbers(), 'float32'), '102 samples were not a finite number'],
  [writeWav(at(join(oddName, 'tä ke “1”.wav')), music(11)), null],
];

const [shortest, silent] = [at('50 ms.wav'), at('silence.wav')];

/** What an explanation may be without. */
const mayBeAbsent = new Set(['source', 'interval', 'halves']);

function allNumbers(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  // JSON has no NaN and no infinity: they would have come as null.
  if (value === null) return [Number.NaN];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]) =>
    part === null && mayBeAbsent.has(key) ? [] : allNumbers(part),
  );
}

/** One line of stderr about a file: its path and the sentence. */
const linesAbout = (said: readonly string[], path: string) =>
  said.filter((line) => line.startsWith(`${path}: `));

describe('a batch with every kind of bad file', () => {
  // Good and bad in turn, so that each bad one stands between two that must be done.
  const files = Array.from({ length: accepted.length }, (_, n) => [accepted[n], refused[n]])
    .flat()
    .flatMap((file) => (file ? [file[0]] : []));

  test('mezzo predict says one sentence about each and does the others', { timeout: 240_000 }, async () => {
    const { code, results, said } = await runMezzo(['predict', ...files, '--json'], { home });
    expect(code).toBe(1);
    expect(results.map(({ file }) => file)).toEqual(files);
    for (const [path, errorCode, sentence] of refused) {
      const { error } = results[files.indexOf(path)]!;
      expect(error, path).toEqual({ code: errorCode, message: expect.stringContaining(sentence) });
      const { message } = error as { message: string };
      expect(message).toMatch(/^“[^\n]{1,90}” [^\n]+[.]$/);
      expect(said.filter((line) => line.endsWith(`: ${message}`))).toHaveLength(1);
    }
    for (const [path, warning] of accepted) {
      const found = results[files.indexOf(path)]!;
      expect(found, path).toHaveProperty('summary');
      expect(allNumbers(found).every(Number.isFinite), path).toBe(true);
      if (warning !== null) expect(linesAbout(said, path).join('\n'), path).toContain(warning);
      else expect(linesAbout(said, path)).toEqual([]);
    }
    expect(said.join('')).not.toContain('\u001b');
    expect(said.filter((line) => line.length > 500)).toEqual([]);
  });

  test('mezzo library add takes the readable ones in and leaves nothing of the others', async () => {
    const added = await callMezzo(['library', 'add', ...files], { home });
    expect(added.code).toBe(1);
    const { results } = await callMezzo(['library', 'list'], { home });
    expect(results.map(({ name }) => name).toSorted()).toEqual(
      accepted.map(([path]) => basename(path)).toSorted(),
    );
  });

  test('mezzo explain says the same sentences, and nothing of the rest is NaN', async () => {
    const asked = [...refused.slice(0, 4).map(([path]) => path), ...accepted.slice(-5).map(([path]) => path)];
    const args = ['--feature', 'minorness', '--samples', '50'];
    const { code, results, said } = await callMezzo(['explain', ...asked, ...args], { home });
    expect(code).toBe(1);
    for (const [n, [, errorCode]] of refused.slice(0, 4).entries())
      expect(results[n]).toMatchObject({ error: { code: errorCode } });
    for (const found of results.slice(4)) {
      expect(found).toHaveProperty('segments');
      expect(allNumbers(found).every(Number.isFinite), String(found.file)).toBe(true);
    }
    expect(linesAbout(said, silent).join('\n')).toContain('The recording is silent');
  });
});

describe('mezzo edit', () => {
  const region = ['--region', '0,1,20,20000,-6'];

  test('of a recording without samples is the sentence about it, and writes nothing', async () => {
    const out = at('edit of nothing.wav');
    const { code, results } = await callMezzo(['edit', at('no samples.wav'), ...region, '--out', out], {
      home,
    });
    expect(code).toBe(1);
    expect(results).toEqual([
      {
        file: at('no samples.wav'),
        error: { code: 'audio_empty', message: expect.stringContaining('0 samples') },
      },
    ]);
    expect(() => readFileSync(out)).toThrow('ENOENT');
  });

  test.each([
    [shortest, 2205],
    [silent, 2 * RATE],
  ])('of %s keeps its length, and its numbers are finite', async (file, frames) => {
    const out = at(`edited ${basename(file)}`);
    const { code, results } = await callMezzo(['edit', file, ...region, '--out', out, '--format', 'wav16'], {
      home,
    });
    expect(code).toBe(0);
    expect(allNumbers(results).every(Number.isFinite)).toBe(true);
    expect(readFileSync(out)).toHaveLength(44 + 2 * frames);
  });

  test.each([
    ['itself', (file: string) => file],
    ['a recording of the library', () => at('half.wav')],
  ])('never writes over %s', async (_, target) => {
    const file = writeWav(at('kept.wav'), music(1));
    const out = target(file);
    const before = readFileSync(out);
    const { code, results } = await callMezzo(['edit', file, ...region, '--out', out], { home });
    expect(code).toBe(1);
    expect(results).toMatchObject([
      { error: { code: 'bad_request', message: expect.stringContaining('Mezzo never changes recordings') } },
    ]);
    expect(readFileSync(out)).toEqual(before);
  });

  test('and explain take and write paths with spaces, quotes and Unicode', async () => {
    const file = at(join(oddName, 'tä ke “1”.wav'));
    const why = at(join(oddName, 'why?'));
    const explained = await callMezzo(
      ['explain', file, '--feature', 'valence', '--samples', '100', '--out', why],
      { home },
    );
    expect(explained.code).toBe(0);
    const out = at(join(oddName, `o'ut.flac`));
    const json = join(why, 'explanation.json');
    const edited = await callMezzo(['edit', file, '--explanation', json, '--positive', '-6', '--out', out], {
      home,
    });
    expect(edited).toMatchObject({ code: 0, results: [{ file, out }] });
    expect(readFileSync(out).subarray(0, 4).toString()).toBe('fLaC');
  });

  test('a target of 4,000 characters is one short sentence', async () => {
    const out = `${'x'.repeat(4000)}.wav`;
    const { code, said } = await callMezzo(['edit', silent, ...region, '--out', out], { home });
    expect(code).toBe(1);
    expect(said.at(-1)).toMatch(/“x+…x+\.wav” could not be written: its path is too long/);
    expect(said.at(-1)!.length).toBeLessThan(300);
  });
});
