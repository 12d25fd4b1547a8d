import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { TrackFilter, TrackQuery } from '../../../src-preload/contract/track-list.ts';
import { connect, databaseOver } from './database.ts';
import { repositoriesOf } from './library.ts';
import { hashOf, predictionOf, recording, steppingClock, temporaryFolder } from './library-fixture.ts';
import { migrate } from './migrations.ts';
import { sketchOf } from './sketch.ts';

function libraryOf(...names: string[]) {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const library = repositoriesOf(databaseOver(sqlite), steppingClock());
  const ids = new Map(names.map((name) => [name, library.tracks.add(recording(name)).id]));
  const id = (name: string) => ids.get(name)!;
  return {
    ...library,
    sqlite,
    id,
    predict(name: string, valence: number, version = '1.0.0') {
      const record = predictionOf(id(name), valence);
      const curves = Float32Array.of(1, valence - 0.1, 1, valence + 0.1);
      library.predictions.save(
        { trackId: id(name), modelHash: version, settingsHash: 's' },
        { ...record, model: { id: 'seed', version }, count: 2 },
        'k',
        null,
        sketchOf(curves, 2, 1),
      );
    },
    names: (query: Partial<TrackQuery>) => library.tracks.list(query).items.map(({ name }) => name),
  };
}

const filter = (wanted: Partial<TrackFilter>): Pick<TrackQuery, 'filter'> => ({
  filter: { tags: [], minRating: 0, missing: false, duplicates: false, unpredicted: false, ...wanted },
});
const byValence = { sort: { by: 'emotion', name: 'valence' }, modelId: 'seed' } as const;

test('tracks sort by the mean of an emotion, those without one last, in pages', () => {
  const library = libraryOf('a', 'b', 'c', 'd', 'e');
  library.predict('a', 0.1);
  library.predict('b', -0.5);
  library.predict('d', 0.4);
  expect(library.names(byValence)).toEqual(['d', 'a', 'b', 'e', 'c']);
  expect(library.names({ ...byValence, descending: false })).toEqual(['b', 'a', 'd', 'e', 'c']);
  expect(library.names({ ...byValence, limit: 2, offset: 2 })).toEqual(['b', 'e']);
  expect(library.names({ ...byValence, limit: 2, offset: 4 })).toEqual(['c']);
  expect(library.tracks.list(byValence).total).toBe(5);
  expect(library.names({ ...byValence, sort: { by: 'midLevel', name: 'minorness' }, limit: 3 })).toEqual([
    'd',
    'b',
    'a',
  ]);
});

test('an emotion that no model here has leaves the tracks in the order of import', () => {
  const library = libraryOf('a', 'b');
  library.predict('a', 0.1);
  expect(library.names({ ...byValence, modelId: 'other' })).toEqual(['b', 'a']);
  expect(library.names({ sort: { by: 'emotion', name: 'fear' }, modelId: 'seed' })).toEqual(['b', 'a']);
});

test('a track shows the means and the curve of its latest prediction by the model asked for', () => {
  const library = libraryOf('a', 'b');
  library.predict('a', 0.1, '1.0.0');
  library.predict('a', -0.25, '2.0.0');
  const [b, a] = library.tracks.list({ modelId: 'seed', curve: 'valence' }).items;
  expect(a?.values).toEqual({ midLevel: { minorness: 1 }, emotions: { valence: -0.25 } });
  expect(a?.curve).toEqual([-0.35, -0.15]);
  expect([b?.values, b?.curve]).toEqual([null, null]);
  expect(library.tracks.list({ modelId: 'other', curve: 'valence' }).items[1]?.values).toBeNull();
  expect(library.tracks.list({}).items[1]?.values).toBeNull();
});

test('the values of a deleted track go with it', () => {
  const library = libraryOf('a');
  library.predict('a', 0.1);
  const count = library.sqlite.prepare('SELECT count(*) FROM track_values').pluck();
  expect(count.get()).toBe(2);
  library.tracks.remove(library.id('a'));
  expect(count.get()).toBe(0);
});

test('ratings and tags are listed, sorted and filtered by', () => {
  const library = libraryOf('a', 'b', 'c');
  const { tracks } = library;
  tracks.setRating(library.id('b'), 5);
  tracks.setRating(library.id('a'), 3);
  tracks.setTags(library.id('a'), ['Live', 'live', ' late   night ']);
  tracks.setTags(library.id('c'), ['live']);
  expect(tracks.list({}).items.map(({ name, rating, tags }) => [name, rating, tags])).toEqual([
    ['c', 0, ['live']],
    ['b', 5, []],
    ['a', 3, ['Live', 'late night']],
  ]);
  expect(library.names({ sort: { by: 'rating' } })).toEqual(['b', 'a', 'c']);
  expect(library.names(filter({ minRating: 4 }))).toEqual(['b']);
  expect(library.names(filter({ tags: ['LIVE'] }))).toEqual(['c', 'a']);
  expect(library.names(filter({ tags: ['live', 'late night'] }))).toEqual(['a']);
  expect(library.names({ ...filter({ tags: ['live'] }), search: 'night' })).toEqual(['a']);
  expect(tracks.tagCounts()).toEqual([
    { tag: 'Live', count: 2 },
    { tag: 'late night', count: 1 },
  ]);
  tracks.setTags(library.id('a'), []);
  expect(tracks.tagCounts()).toEqual([{ tag: 'live', count: 1 }]);
});

test('missing, unpredicted and repeated recordings are found', () => {
  const library = libraryOf('a', 'b', 'c');
  const { tracks } = library;
  tracks.add(recording('copy of b', { audioHash: hashOf('b') }));
  tracks.setMissing(library.id('c'), true);
  library.predict('a', 0.5);
  expect(library.names(filter({ missing: true }))).toEqual(['c']);
  expect(library.names({ ...filter({ duplicates: true }), sort: { by: 'audio' } })).toEqual([
    'copy of b',
    'b',
  ]);
  expect(tracks.list({}).items.map(({ name, copies }) => [name, copies])).toEqual([
    ['copy of b', 1],
    ['c', 0],
    ['b', 1],
    ['a', 0],
  ]);
  expect(library.names({ ...filter({ unpredicted: true }), modelId: 'seed' })).toEqual([
    'copy of b',
    'c',
    'b',
  ]);
  expect(library.names({ ...filter({ unpredicted: true }), modelId: 'other' })).toHaveLength(4);
  expect(tracks.list(filter({ missing: true })).total).toBe(1);
});

test('a search goes with every order', () => {
  const library = libraryOf('take 2', 'take 10', 'other', 'take 1');
  library.predict('take 10', 0.3);
  library.predict('other', 0.2);
  library.predict('take 2', 0.6);
  const search = 'take';
  expect(library.names({ ...byValence, search })).toEqual(['take 2', 'take 10', 'take 1']);
  expect(library.names({ sort: { by: 'name' }, descending: false, search })).toEqual([
    'take 1',
    'take 2',
    'take 10',
  ]);
  expect(library.tracks.list({ ...byValence, search, limit: 1 }).total).toBe(3);
});

test('the recordings nearest in their mid-level profile come first, with the distance, and without the one asked for', () => {
  const library = libraryOf('a', 'b', 'c', 'd');
  const profile = (name: string, minorness: number, dissonance: number) => {
    const record = predictionOf(library.id(name), 0);
    library.predictions.save(
      { trackId: library.id(name), modelHash: 'm', settingsHash: 's' },
      { ...record, summary: { ...record.summary, midLevel: { minorness, dissonance } } },
      'k',
      null,
    );
  };
  profile('a', 0, 0);
  profile('b', 3, 4);
  profile('c', 1, 1);
  const near = library.tracks.similar(library.id('a'), { modelId: 'seed', limit: 10 });
  expect(near.map(({ track, distance }) => [track.name, distance])).toEqual([
    ['c', 1],
    ['b', Math.sqrt(12.5)],
  ]);
  expect(library.tracks.similar(library.id('a'), { modelId: 'seed', limit: 1 })).toHaveLength(1);
  expect(() => library.tracks.similar(library.id('d'), { modelId: 'seed', limit: 1 })).toThrow(
    expect.objectContaining({ code: 'not_found', message: expect.stringContaining('has not predicted') }),
  );
});

test('the same question is answered anew after a change, also by another process', () => {
  using folder = temporaryFolder();
  const open = () => {
    const sqlite = connect(`${folder.path}/library.sqlite`);
    migrate(sqlite);
    return databaseOver(sqlite);
  };
  using ours = open();
  using theirs = open();
  const { tracks } = repositoriesOf(ours, steppingClock());
  const byRating = { sort: { by: 'rating' } } as const;
  const names = () => tracks.list(byRating).items.map(({ name }) => name);
  tracks.add(recording('a'));
  const { id } = tracks.add(recording('b'));
  expect(names()).toEqual(['b', 'a']);
  expect(names()).toEqual(['b', 'a']);
  const other = repositoriesOf(theirs, steppingClock()).tracks;
  other.setRating(other.list({}).items[1]!.id, 3);
  expect(names()).toEqual(['a', 'b']);
  tracks.setRating(id, 4);
  expect(names()).toEqual(['b', 'a']);
});
