import { appendFile, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { WatchEvent } from '../../src-preload/contract/watching.ts';
import { createQueue } from './jobs/queue.ts';
import { openLibrary } from './library/library.ts';
import { hashOf, recording, temporaryFolder } from './library/library-fixture.ts';
import { SettledFiles } from './settled-files.ts';
import { createWatching } from './watching.ts';

const signal = new AbortController().signal;

describe('settled files', () => {
  test('are handed over once, when they have stopped growing; hidden ones and other endings never', async () => {
    using folder = temporaryFolder();
    let now = 0;
    const files = new SettledFiles(1000, () => now);
    const look = async (at: number) => {
      now = at;
      return (await files.in(folder.path, signal)).map(({ path }) => path.slice(folder.path.length + 1));
    };
    await mkdir(join(folder.path, 'day 1'));
    const take = join('day 1', 'take.WAV');
    await writeFile(join(folder.path, take), 'begun');
    for (const name of ['notes.txt', '.hidden.wav', 'empty.wav'])
      await writeFile(join(folder.path, name), name === 'empty.wav' ? '' : 'x');
    expect(await look(0)).toEqual([]);
    await appendFile(join(folder.path, take), ' and goes on');
    expect(await look(1500)).toEqual([]);
    expect(await look(2000)).toEqual([]);
    expect(await look(2500)).toEqual([take]);
    expect(await look(9000)).toEqual([]);
    await appendFile(join(folder.path, take), ', changed');
    expect(await look(10_000)).toEqual([]);
    expect(await look(11_000)).toEqual([take]);
  });
});

/** A watch over a library, whose imports read nothing and refuse what is called “broken”. */
async function watchingOver(home: string) {
  const library = await openLibrary({ folder: home });
  const imported: string[] = [];
  const importing = {
    async importFile(path: string) {
      const name = path.split('/').at(-1)!;
      imported.push(name);
      if (name.startsWith('broken')) throw new MezzoError('audio_damaged', `“${name}” is damaged.`);
      return library.tracks.add(recording(name, { path, audioHash: hashOf(path) }));
    },
  };
  const make = () =>
    createWatching({ library, importing, queue: createQueue(2) }, { everyMs: 5, quietMs: 1, share: 1 });
  return { library, imported, make, [Symbol.asyncDispose]: () => library[Symbol.asyncDispose]() };
}

/** Reads events until one is like this. */
async function until<Kind extends WatchEvent['kind']>(
  events: AsyncIterable<WatchEvent>,
  kind: Kind,
  like: (event: Extract<WatchEvent, { kind: Kind }>) => boolean = () => true,
) {
  for (;;) {
    const iterator = events[Symbol.asyncIterator]();
    const { value, done } = await iterator.next();
    if (done) throw new Error('The events have ended.');
    if (value.kind === kind && like(value as Extract<WatchEvent, { kind: Kind }>))
      return value as Extract<WatchEvent, { kind: Kind }>;
  }
}

describe('a watched folder', () => {
  test('brings in what was there and what comes, says once what fails, and survives a restart', async () => {
    using folder = temporaryFolder();
    using home = temporaryFolder();
    await using parts = await watchingOver(home.path);
    const { library, imported, make } = parts;
    await writeFile(join(folder.path, 'old.wav'), 'old');
    {
      await using watching = make();
      const events = watching.events();
      await watching.add(folder.path);
      expect((await until(events, 'done')).track.name).toBe('old.wav');
      await writeFile(join(folder.path, 'broken.wav'), 'broken');
      expect((await until(events, 'failed')).error.message).toBe('“broken.wav” is damaged.');
      await writeFile(join(folder.path, 'new.wav'), 'new');
      expect((await until(events, 'done')).track.name).toBe('new.wav');
      await events.return();
    }
    expect(imported).toEqual(['old.wav', 'broken.wav', 'new.wav']);
    expect(library.tracks.list({}).total).toBe(2);
    await using again = make();
    expect(again.list()).toMatchObject([{ path: folder.path, paused: false, problem: null }]);
  });

  test('that is gone gets a sentence, and goes on when it is back; a paused one brings nothing in', async () => {
    using folder = temporaryFolder();
    using home = temporaryFolder();
    await using parts = await watchingOver(home.path);
    const { imported, make } = parts;
    await using watching = make();
    const events = watching.events();
    const place = join(folder.path, 'sessions');
    await mkdir(place);
    const [added] = await watching.add(place);
    await rename(place, `${place} away`);
    const gone = await until(events, 'folders', ({ folders }) => folders[0]?.problem != null);
    expect(gone.folders[0]?.problem).toContain(`The folder “${place}” is not there.`);
    await rename(`${place} away`, place);
    await until(events, 'folders', ({ folders }) => folders[0]?.problem === null);
    expect(watching.setPaused(added!.id, true)).toMatchObject([{ paused: true }]);
    await writeFile(join(place, 'a.wav'), 'a');
    const other = join(folder.path, 'other');
    await mkdir(other);
    await writeFile(join(other, 'b.wav'), 'b');
    await watching.add(other);
    await until(events, 'done');
    expect(imported).toEqual(['b.wav']);
    expect(watching.remove(added!.id)).toMatchObject([{ path: other }]);
    await events.return();
  });

  test('must be a folder that is there', async () => {
    using folder = temporaryFolder();
    using home = temporaryFolder();
    await using parts = await watchingOver(home.path);
    const { make } = parts;
    await using watching = make();
    const file = join(folder.path, 'a.wav');
    await writeFile(file, 'a');
    await expect(watching.add(file)).rejects.toThrow('“a.wav” is no folder.');
    await rm(file);
    await expect(watching.add(file)).rejects.toThrow(`The folder “${file}” is not there.`);
    expect(watching.list()).toEqual([]);
  });
});
