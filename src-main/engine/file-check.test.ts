import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFiles } from './file-check.ts';
import { type Library, openLibrary } from './library/library.ts';
import { hashOf, recording, type TemporaryFolder, temporaryFolder } from './library/library-fixture.ts';

let folder: TemporaryFolder;
let library: Library;
const at = (name: string) => join(folder.path, 'music', name);

beforeEach(async () => {
  folder = temporaryFolder();
  library = await openLibrary({ folder: join(folder.path, 'library') });
});

afterEach(async () => {
  await library[Symbol.asyncDispose]();
  folder[Symbol.dispose]();
});

function write(name: string, text: string): void {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
}

function add(name: string, text: string): string {
  write(name, text);
  const file = { path: at(name), fileSize: Buffer.byteLength(text), audioHash: hashOf(text) };
  return library.tracks.add(recording(name, file)).id;
}

const isMissing = (id: string) => library.tracks.get(id).missing;

test('files that are gone are marked, the others are not, and a second look finds nothing new', async () => {
  const kept = add('kept.wav', 'kept');
  const gone = Array.from({ length: 70 }, (_, i) => add(`album/${i}.wav`, `sound ${i}`));
  rmSync(at('album'), { recursive: true });
  expect(await checkFiles(library)).toEqual({ gone: 70, back: 0 });
  expect(gone.every(isMissing)).toBe(true);
  expect(isMissing(kept)).toBe(false);
  expect(await checkFiles(library)).toEqual({ gone: 0, back: 0 });
});

test('a file that is put back is known again, one of another length at its place is not, nor is a folder', async () => {
  const [back, other, place] = [add('a.wav', 'first'), add('b.wav', 'second'), add('c.wav', 'third')];
  for (const name of ['a.wav', 'b.wav', 'c.wav']) renameSync(at(name), at(`away ${name}`));
  expect(await checkFiles(library)).toEqual({ gone: 3, back: 0 });
  renameSync(at('away a.wav'), at('a.wav'));
  write('b.wav', 'of another length');
  mkdirSync(at('c.wav'));
  expect(await checkFiles(library)).toEqual({ gone: 0, back: 1 });
  expect([back, other, place].map(isMissing)).toEqual([false, true, true]);
});

test('a file that another recording has taken the place of stays missing', async () => {
  const before = add('take.wav', 'sound');
  const after = add('take.wav', 'tones');
  expect([before, after].map(isMissing)).toEqual([true, false]);
  expect(await checkFiles(library)).toEqual({ gone: 0, back: 0 });
  expect([before, after].map(isMissing)).toEqual([true, false]);
});

test('a look that is cancelled stops', async () => {
  add('a.wav', 'sound');
  await expect(checkFiles(library, AbortSignal.abort())).rejects.toThrow();
});
