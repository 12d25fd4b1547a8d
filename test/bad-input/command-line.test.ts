import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { callMezzo } from './mezzo.ts';
import { music, writeWav } from './sound-files.ts';

/** Numbers that make no sense, and places that cannot be written to. */

const folder = mkdtempSync(join(tmpdir(), 'mezzo numbers '));
const home = join(folder, 'home');
const file = writeWav(join(folder, 'take.wav'), music(3));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an extreme number is refused before anything is read', () => {
  const out = ['--out', 'x.wav'];
  test.each([
    [
      ['explain', file, '--feature', 'minorness', '--samples', '10000001'],
      '--samples takes a number from 1 to 10000000',
    ],
    [['explain', file, '--feature', 'minorness', '--start', '-1'], '--start takes a number from 0'],
    [['explain', file, '--feature', 'minorness', '--start', 'NaN'], '--start takes a number from 0'],
    [['explain', file, '--feature', 'minorness', '--seed', '1.5'], '--seed takes a whole number'],
    [['edit', file, '--region', '0,1,100,200,NaN', ...out], '--region takes a number from -120 to 12'],
    [['edit', file, '--region', '0,1,100,200,1e9', ...out], '--region takes a number from -120 to 12'],
    [['edit', file, '--region', '-1,1,100,200,0', ...out], '--region takes T0,T1,F0,F1,DB'],
    [['edit', file, '--region', '0,NaN,100,200,0', ...out], '--region takes T0,T1,F0,F1,DB'],
    [['edit', file, '--explanation', 'x.json', '--positive', 'NaN', ...out], '--positive takes a number'],
    [['edit', file, '--region', '0,1,100,200,0', '--out', 'x.mp3'], 'cannot write “.mp3”'],
    [['edit', file, '--region', '0,1,100,200,0', '--out', 'x.wav', '--format', 'flac'], 'does not go with'],
    [['predict', ''], 'an empty name is none'],
  ])('%j', async (args, sentence) => {
    const { code, results, said } = await callMezzo(args, { home });
    expect(code).toBe(2);
    expect(results).toEqual([]);
    expect(said).toEqual([expect.stringContaining(sentence)]);
  });
});

test('a start beyond the end is refused by name, and the end itself is explained by the last window', async () => {
  const args = ['explain', file, '--feature', 'minorness', '--samples', '20'];
  const beyond = await callMezzo([...args, '--start', '1e5'], { home });
  expect(beyond.code).toBe(1);
  expect(beyond.results).toEqual([
    {
      file,
      error: { code: 'bad_request', message: expect.stringContaining('The recording ends at 3.00 s') },
    },
  ]);
  const end = await callMezzo([...args, '--start', '3'], { home });
  expect(end).toMatchObject({ code: 0, results: [{ window: { start: 0, end: 3 } }] });
});

test('regions beyond the end or above the highest frequency change nothing and are told; a huge one is cut to size', async () => {
  const out = join(folder, 'edited.wav');
  const idle = ['--region', '100,200,0,1000,-6', '--region', '0,1,30000,40000,-inf'];
  const args = ['--format', 'wav16', '--out', out];
  const first = await callMezzo(['edit', file, ...idle, ...args], { home });
  expect(first.code).toBe(0);
  expect(first.said).toEqual(
    expect.arrayContaining([
      expect.stringContaining('Region 1 begins after the end of the recording (3.00 s)'),
      expect.stringContaining('Region 2 lies above the highest frequency of the recording (22050 Hz)'),
    ]),
  );
  expect(readFileSync(out)).toEqual(readFileSync(file));
  const all = await callMezzo(['edit', file, '--region', '0,1e300,0,Infinity,-inf', ...args], { home });
  expect(all.code).toBe(0);
  expect(readFileSync(out).subarray(44)).toEqual(Buffer.alloc(readFileSync(file).length - 44));
});

describe('a place that cannot be written to', () => {
  const plain = join(folder, 'plain');
  writeFileSync(plain, '');
  symlinkSync(join(folder, 'unplugged'), join(folder, 'link'));
  const region = ['--region', '0,1,100,200,-6'];
  const question = ['--feature', 'minorness', '--samples', '20'];

  test.each([
    [
      'a folder’s name',
      ['edit', file, ...region, '--out', `${folder}/home`],
      'a folder has this name|must end|“home”',
    ],
    [
      'a missing folder',
      ['edit', file, ...region, '--out', `${folder}/no/x.wav`],
      'its folder does not exist',
    ],
    [
      'below a file',
      ['edit', file, ...region, '--out', `${plain}/x.wav`],
      'a file is where a folder should be',
    ],
    [
      'a disk that is away',
      ['edit', file, ...region, '--out', `${folder}/link/x.wav`],
      'its folder does not exist',
    ],
    [
      'a file for a folder',
      ['explain', file, ...question, '--out', plain],
      'a file is where a folder should be',
    ],
  ])('%s: one sentence', async (_, args, sentence) => {
    const { code, said } = await callMezzo(args, { home });
    expect(code).toBe(1);
    expect(said.filter((line) => line.includes('could not be written'))).toEqual([
      expect.stringMatching(sentence),
    ]);
  });

  test.each([
    ['below a file', join(plain, 'home'), 'something that is no folder is in the way'],
    ['on a disk that is away', join(folder, 'link', 'home'), 'cannot keep its library'],
    ['with 4,000 characters', join(folder, 'x'.repeat(4000)), 'the path is too long'],
  ])('a library %s: one sentence, and no file is touched', async (_, place, sentence) => {
    const { code, said, results } = await callMezzo(['library', 'add', file], { home: place });
    expect(code).toBe(1);
    expect(results).toEqual([]);
    expect(said).toEqual([expect.stringContaining(sentence)]);
    expect(said[0]!.length).toBeLessThan(400);
  });
});
