import Sqlite from 'better-sqlite3';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TrackQuery } from '../../../src-preload/contract/track-list.ts';
import { databaseOver } from './database.ts';
import { hashOf, recording, steppingClock } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { tracksIn } from './tracks.ts';

function emptyTracks() {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  return tracksIn(databaseOver(sqlite), steppingClock());
}

function tracksNamed(...names: string[]) {
  const tracks = emptyTracks();
  for (const name of names) tracks.add(recording(name));
  return tracks;
}

const byName = { sort: { by: 'name' }, descending: false } as const;
const longest = { sort: { by: 'duration' } } as const;

const names = (tracks: ReturnType<typeof emptyTracks>, query: Partial<TrackQuery>) =>
  tracks.list(query).items.map((track) => track.name);

describe('adding a file', () => {
  test('gives back all that was found in it', () => {
    const tracks = emptyTracks();
    const added = tracks.add(recording('take 1.wav'));
    expect(added).toMatchObject({
      name: 'take 1.wav',
      duration: 2,
      sampleRate: 44_100,
      channels: 2,
      frames: 88_200,
      format: 'wav',
      fileSize: 352_844,
      importedAt: '2026-01-01T00:00:01.000Z',
      missing: false,
    });
    expect(tracks.get(added.id)).toEqual(added);
    expect(tracks.file(added.id)).toEqual({
      path: '/music/take 1.wav',
      fileSize: 352_844,
      modifiedMs: 1_760_000_000_123.5,
      audioHash: hashOf('take 1.wav'),
    });
  });

  test('a second time finds the track it is', () => {
    const tracks = emptyTracks();
    const first = tracks.add(recording('take.wav'));
    const again = tracks.add(recording('take.wav', { modifiedMs: 5 }));
    expect(again.id).toBe(first.id);
    expect(again.importedAt).toBe(first.importedAt);
    expect(tracks.file(first.id).modifiedMs).toBe(5);
    expect(tracks.list().total).toBe(1);
  });

  test('whose audio changed makes a new track and marks the old one missing', () => {
    const tracks = emptyTracks();
    const before = tracks.add(recording('take.wav'));
    const after = tracks.add(recording('take.wav', { audioHash: hashOf('remixed') }));
    expect(after.id).not.toBe(before.id);
    expect(tracks.get(before.id).missing).toBe(true);
    expect(tracks.atPath('/music/take.wav')?.track.id).toBe(after.id);
  });

  test('back at its place after it was replaced revives the old track', () => {
    const tracks = emptyTracks();
    const before = tracks.add(recording('take.wav'));
    const replaced = tracks.add(recording('take.wav', { audioHash: hashOf('remixed') }));
    expect(tracks.add(recording('take.wav'))).toMatchObject({ id: before.id, missing: false });
    expect(tracks.get(replaced.id).missing).toBe(true);
  });

  test('that went missing and turns up elsewhere is the same track', () => {
    const tracks = emptyTracks();
    const lost = tracks.add(recording('take.wav'));
    tracks.setMissing(lost.id, true);
    const found = tracks.add(recording('take.wav', { path: '/archive/take.wav' }));
    expect(found).toMatchObject({ id: lost.id, missing: false });
    expect(tracks.file(lost.id).path).toBe('/archive/take.wav');
  });

  test('of the same audio at two places makes two tracks', () => {
    const tracks = emptyTracks();
    const one = tracks.add(recording('take.wav'));
    const two = tracks.add(recording('take.wav', { path: '/copy/take.wav' }));
    expect(two.id).not.toBe(one.id);
  });

  test('takes paths with quotes, Unicode and 4,000 characters', () => {
    const tracks = emptyTracks();
    for (const path of [`/m/it's "here" ; --.wav`, '/m/ツァラトゥストラ 🎻.wav', `/${'ä'.repeat(3999)}`]) {
      const { id } = tracks.add(recording(path, { path }));
      expect(tracks.file(id).path).toBe(path);
      expect(tracks.atPath(path)?.track.id).toBe(id);
    }
  });
});

describe('the list', () => {
  test('is in the order asked for, in pages', () => {
    const tracks = emptyTracks();
    for (const [name, duration] of [
      ['take 9', 9],
      ['Étude', 1],
      ['Take 10', 3],
    ] as const) {
      tracks.add(recording(name, { duration }));
    }
    expect(names(tracks, {})).toEqual(['Take 10', 'Étude', 'take 9']);
    expect(names(tracks, { ...byName })).toEqual(['Étude', 'take 9', 'Take 10']);
    expect(names(tracks, { ...longest })).toEqual(['take 9', 'Take 10', 'Étude']);
    expect(names(tracks, { ...longest, limit: 1, offset: 1 })).toEqual(['Take 10']);
    expect(tracks.list({ limit: 1 }).total).toBe(3);
  });
});

describe('search', () => {
  const tracks = tracksNamed('Bach - Prélude in C minor.flac', 'Bach - Fugue.flac', 'Rock-Band demo.mp3');

  test.each([
    ['bach', ['Bach - Fugue.flac', 'Bach - Prélude in C minor.flac']],
    ['bach prel', ['Bach - Prélude in C minor.flac']],
    ['PRELUDE', ['Bach - Prélude in C minor.flac']],
    ['minor bach', ['Bach - Prélude in C minor.flac']],
    ['rock-band', ['Rock-Band demo.mp3']],
    ['bach - fug', ['Bach - Fugue.flac']],
    ['ach', []],
    ['---', []],
    ['  ', ['Rock-Band demo.mp3', 'Bach - Fugue.flac', 'Bach - Prélude in C minor.flac']],
  ])('for %j', (search, expected) => {
    expect(names(tracks, { search })).toEqual(expected);
    expect(tracks.list({ search }).total).toBe(expected.length);
  });

  test('finds folders and the words a user gave', () => {
    const tagged = tracksNamed('a.wav', 'b.wav');
    const [b] = tagged.list().items;
    tagged.setTags(b?.id ?? '', ['live  recording', 'Wien']);
    expect(names(tagged, { search: 'wien live' })).toEqual(['b.wav']);
    expect(tagged.listed(b?.id ?? '').tags).toEqual(['live recording', 'Wien']);
    expect(names(tagged, { search: 'music' })).toHaveLength(2);
  });

  test('gives its results in the order asked for, in pages', () => {
    const many = emptyTracks();
    for (const [name, duration] of [
      ['take 9', 9],
      ['Étude', 10],
      ['take 11', 1],
      ['Take 10', 3],
    ] as const) {
      many.add(recording(name, { duration }));
    }
    const search = 'take';
    expect(names(many, { search })).toEqual(['Take 10', 'take 11', 'take 9']);
    expect(names(many, { search, ...byName })).toEqual(['take 9', 'Take 10', 'take 11']);
    expect(names(many, { search, ...longest })).toEqual(['take 9', 'Take 10', 'take 11']);
    expect(names(many, { search, limit: 1, offset: 1 })).toEqual(['take 11']);
    expect(names(many, { search, ...byName, limit: 1, offset: 1 })).toEqual(['Take 10']);
    expect(many.list({ search, limit: 1 }).total).toBe(3);
  });

  test('mends its index when that is damaged', () => {
    const sqlite = new Sqlite(':memory:');
    migrate(sqlite);
    const damaged = tracksIn(databaseOver(sqlite), steppingClock());
    for (let index = 0; index < 50; index++) damaged.add(recording(`take ${index}`));
    const damage = () => {
      sqlite.unsafeMode(true);
      sqlite.exec('UPDATE tracks_fts_data SET block = zeroblob(length(block)) WHERE id > 10');
      sqlite.unsafeMode(false);
    };
    damage();
    expect(() => sqlite.prepare("SELECT * FROM tracks_fts WHERE tracks_fts MATCH 'take'").all()).toThrow();
    expect(damaged.list({ search: 'take 49' }).total).toBe(1);
    damage();
    damaged.remove(damaged.list().items[0]?.id ?? '');
    expect(damaged.list({ search: 'take' }).total).toBe(49);
  });

  test('follows a change of name and forgets removed tracks', () => {
    const changing = tracksNamed('old.wav');
    const [track] = changing.list().items;
    changing.add(recording('old.wav', { name: 'renamed' }));
    expect(names(changing, { search: 'renamed' })).toEqual(['renamed']);
    changing.remove(track?.id ?? '');
    expect(names(changing, { search: 'renamed' })).toEqual([]);
  });

  test('reads nothing a user types as query syntax', () => {
    const syntax = fc.constantFrom(
      '"',
      '*',
      '(',
      ')',
      'NEAR(',
      ' AND ',
      ' OR ',
      ' NOT ',
      ':',
      '^',
      '-',
      '+',
      '{',
      '}',
      "'",
      '\0',
      '\\',
      'name:',
      ' ',
      'ba',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(syntax).map((parts) => parts.join('')),
        ),
        (search) => {
          const { items, total } = tracks.list({ search });
          expect(items).toHaveLength(total);
        },
      ),
      { seed: 7, numRuns: 500 },
    );
    expect(names(tracks, { search: 'bach OR rock' })).toEqual([]);
    expect(names(tracks, { search: 'name:bach' })).toEqual([]);
    expect(names(tracks, { search: '"bach" (fugue)' })).toEqual(['Bach - Fugue.flac']);
  });
});

describe('a track that is not there', () => {
  test('is named in a sentence', () => {
    const tracks = emptyTracks();
    const missing = expect.objectContaining({ code: 'not_found' });
    expect(() => tracks.get('x')).toThrow(missing);
    expect(() => tracks.remove('x')).toThrow(missing);
    expect(() => tracks.setTags('x', [])).toThrow(missing);
    expect(tracks.atPath('/nowhere')).toBeUndefined();
  });
});
