import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RelinkEvent } from '../../src-preload/contract/track-list.ts';
import { type Library, openLibrary } from './library/library.ts';
import { hashOf, recording, type TemporaryFolder, temporaryFolder } from './library/library-fixture.ts';
import { relink } from './relinking.ts';

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

function write(name: string, text: string): string {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), text);
  return at(name);
}

/** A track whose file holds this text. */
function add(name: string, text: string): string {
  const path = write(name, text);
  return library.tracks.add(
    recording(name, { path, fileSize: Buffer.byteLength(text), audioHash: hashOf(text) }),
  ).id;
}

async function look(request: Partial<Parameters<typeof relink>[1]> = {}): Promise<RelinkEvent[]> {
  const events: RelinkEvent[] = [];
  for await (const event of relink(library, { folders: [], ...request })) events.push(event);
  return events;
}

test('a file that was renamed in its folder is found by its bytes, though others are as long', async () => {
  const id = add('take 1.wav', 'sound');
  write('notes.txt', 'other');
  renameSync(at('take 1.wav'), at('keeper.wav'));
  library.tracks.setMissing(id, true);
  const events = await look();
  expect(events.at(-1)).toMatchObject({ kind: 'done', found: 1, missing: 0 });
  expect(events.find(({ kind }) => kind === 'found')).toMatchObject({ track: { id, missing: false } });
  expect(library.tracks.file(id)).toMatchObject({ path: at('keeper.wav'), audioHash: hashOf('sound') });
});

test('files are found beside other recordings and in folders inside, and in a folder that is given', async () => {
  add('album/other.wav', 'something else');
  const moved = add('old/moved.wav', 'moved');
  const far = add('old/far.wav', 'far away');
  rmSync(at('old'), { recursive: true });
  write('album/disc 2/moved.wav', 'moved');
  const elsewhere = join(folder.path, 'elsewhere');
  mkdirSync(join(elsewhere, '.trash'), { recursive: true });
  writeFileSync(join(elsewhere, '.trash', 'far.wav'), 'far away');
  for (const id of [moved, far]) library.tracks.setMissing(id, true);
  expect((await look()).at(-1)).toMatchObject({ found: 1, missing: 1 });
  expect(library.tracks.file(moved).path).toBe(at('album/disc 2/moved.wav'));
  // What lies in a hidden folder was thrown away.
  expect((await look({ folders: [elsewhere] })).at(-1)).toMatchObject({ found: 0, missing: 1 });
  writeFileSync(join(elsewhere, 'far.wav'), 'far away');
  const found: string[] = [];
  await look({ folders: [elsewhere], onFound: (track) => found.push(track.id) });
  expect(found).toEqual([far]);
});

test('a file that is back at its place is found without looking anywhere', async () => {
  const id = add('take.wav', 'sound');
  library.tracks.setMissing(id, true);
  expect(await look()).toMatchObject([
    { kind: 'found', track: { id } },
    { kind: 'done', files: 0, found: 1 },
  ]);
});

test('a file that belongs to another recording stays with it, and a changed file is not taken', async () => {
  const copy = add('copy.wav', 'sound');
  const lost = add('lost.wav', 'sound');
  rmSync(at('lost.wav'));
  library.tracks.setMissing(lost, true);
  const changed = add('changed.wav', 'before');
  write('changed.wav', 'behind');
  library.tracks.setMissing(changed, true);
  expect((await look()).at(-1)).toMatchObject({ found: 0, missing: 2 });
  expect(library.tracks.get(copy).missing).toBe(false);
  expect(library.tracks.get(lost).missing).toBe(true);
});

test('it ends when it is left, and what was found stays found', async () => {
  for (const name of ['a', 'b']) library.tracks.setMissing(add(`${name}.wav`, `sound ${name}`), true);
  let found = '';
  for await (const event of relink(library, { folders: [] })) {
    if (event.kind !== 'found') continue;
    found = event.track.id;
    break;
  }
  expect(library.tracks.get(found).missing).toBe(false);
});

test('cancelling ends it with the reason', async () => {
  library.tracks.setMissing(add('a.wav', 'sound'), true);
  rmSync(at('a.wav'));
  const cancelled = AbortSignal.abort(new DOMException('enough', 'AbortError'));
  await expect(relink(library, { folders: [] }, cancelled).next()).rejects.toThrow('enough');
});
