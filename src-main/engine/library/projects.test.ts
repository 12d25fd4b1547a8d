import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { databaseOver } from './database.ts';
import { repositoriesOf } from './library.ts';
import { recording, steppingClock } from './library-fixture.ts';
import { migrate } from './migrations.ts';

function library() {
  const sqlite = new Sqlite(':memory:');
  migrate(sqlite);
  const parts = repositoriesOf(databaseOver(sqlite), steppingClock());
  const [a, b, c] = ['a', 'b', 'c'].map((name) => parts.tracks.add(recording(name)).id);
  if (!a || !b || !c) throw new Error('three tracks were added');
  return { ...parts, a, b, c };
}

test('a project keeps its tracks in order, its active track and its view', () => {
  const { projects, a, b, c } = library();
  const { id } = projects.create('Comparison');
  const view = { zoom: 2.5, panels: { left: ['library'] } };
  const saved = projects.save({ id, name: 'Takes', trackIds: [c, a, b, a], activeTrackId: a, view });
  expect(saved).toMatchObject({ name: 'Takes', trackIds: [c, a, b], activeTrackId: a, view });
  expect(projects.open(id)).toEqual(saved);
});

test('a track removed from the library leaves its projects', () => {
  const { projects, tracks, a, b } = library();
  const { id } = projects.create('Comparison');
  const view = { loop: [0, 1] };
  projects.save({ id, name: 'Takes', trackIds: [a, b], activeTrackId: a, view });
  tracks.remove(a);
  expect(projects.open(id)).toMatchObject({ trackIds: [b], activeTrackId: null, view });
  const stale = projects.save({ id, name: 'Takes', trackIds: [a, b], activeTrackId: a, view });
  expect(stale).toMatchObject({ trackIds: [b], activeTrackId: null });
});

test('a track is added at the end, once', () => {
  const { projects, tracks, a, b, c } = library();
  const { id } = projects.create('Comparison');
  for (const track of [b, a, b]) projects.addTrack(id, track);
  tracks.remove(b);
  expect(projects.addTrack(id, c).trackIds).toEqual([a, c]);
  expect(() => projects.addTrack(id, b)).toThrow(expect.objectContaining({ code: 'not_found' }));
});

test('the project opened last is the one to start with', () => {
  const { projects } = library();
  expect(projects.last()).toBeUndefined();
  const first = projects.create('first');
  projects.create('second');
  expect(projects.last()?.name).toBe('second');
  projects.open(first.id);
  expect(projects.last()?.name).toBe('first');
});

test('the list has the newest change first and no views', () => {
  const { projects } = library();
  const first = projects.create('first');
  projects.create('second');
  expect(projects.list().map((project) => project.name)).toEqual(['second', 'first']);
  projects.save({ ...first, name: 'first, changed' });
  expect(projects.list().map((project) => project.name)).toEqual(['first, changed', 'second']);
  expect(projects.list()[0]).not.toHaveProperty('view');
});

test('removing a project leaves its tracks in the library', () => {
  const { projects, tracks, a } = library();
  const { id } = projects.create('Comparison');
  projects.addTrack(id, a);
  projects.remove(id);
  expect(tracks.get(a).id).toBe(a);
  const missing = expect.objectContaining({ code: 'not_found' });
  expect(() => projects.open(id)).toThrow(missing);
  expect(() => projects.remove(id)).toThrow(missing);
  expect(() => projects.save({ id, name: 'x', trackIds: [], activeTrackId: null, view: {} })).toThrow(
    missing,
  );
});
