import { beforeEach, expect, test } from 'vitest';
import type { RelinkEvent } from '../../../src-preload/contract/track-list.ts';
import { rateTrack, tagsIn, tagTrack } from '../../actions/describe-track.ts';
import { findFiles } from '../../actions/find-files.ts';
import { fillRows, filterTable, refreshTable, searchTable, sortTable } from '../../actions/library-table.ts';
import { leaveSimilar, showSimilar } from '../../actions/similar-recordings.ts';
import { startSession } from '../../actions/start-session.ts';
import { chooseCurve, restoreColumns, toggleColumn } from '../../actions/table-columns.ts';
import { rowAt, rowCount } from '../../stores/library-table.ts';
import { createFakeConnection } from '../../testing/fake-client.ts';
import { createWorkstation, type Workstation } from '../../workstation.ts';
import { curveScale, sparkPoints } from './sparkline.tsx';

let workstation: Workstation;
const table = () => workstation.libraryTable.getState();
const names = () => [...table().pages.values()].flat().map(({ name }) => name);

beforeEach(async () => {
  workstation = createWorkstation(createFakeConnection());
  workstation.session.setState({ connection: 'connected' });
  await startSession(workstation);
  await refreshTable(workstation);
});

test('a press on a heading sorts, the next turns the order round; names begin with A, numbers with the largest', async () => {
  sortTable(workstation, { by: 'duration' });
  await expect
    .poll(names)
    .toEqual(['Ten minutes of quartet', 'Prelude in C minor, legato', 'Prelude in C minor, detached']);
  sortTable(workstation, { by: 'duration' });
  await expect.poll(() => names()[0]).toBe('Prelude in C minor, detached');
  expect(table().descending).toBe(false);
  sortTable(workstation, { by: 'name' });
  await expect.poll(() => names().at(-1)).toBe('Ten minutes of quartet');
  expect(table().descending).toBe(false);
  sortTable(workstation, { by: 'emotion', name: 'valence' });
  await expect.poll(() => table().descending).toBe(true);
});

test('stars and tags are shown at once, kept, and can be filtered by', async () => {
  const quartet = rowAt(table(), 2)!;
  const rated = rateTrack(workstation, quartet, 4);
  expect(rowAt(table(), 2)?.rating).toBe(4);
  await rated;
  await tagTrack(workstation, rowAt(table(), 2)!, ['live', 'Wien']);
  expect(table().tags).toEqual([
    { tag: 'live', count: 1 },
    { tag: 'Wien', count: 1 },
  ]);
  filterTable(workstation, { minRating: 4, tags: ['live'] });
  await expect.poll(() => rowCount(table())).toBe(1);
  expect(rowAt(table(), 0)).toMatchObject({ id: 'c', rating: 4, tags: ['live', 'Wien'] });
});

test('a rating that cannot be saved is taken back and said', async () => {
  const track = rowAt(table(), 0)!;
  workstation.engine.tracks.setRating = Object.assign(() => Promise.reject(new Error('disk')), {});
  await rateTrack(workstation, track, 5);
  expect(rowAt(table(), 0)?.rating).toBe(0);
  expect(table().said).toEqual({ kind: 'error', text: expect.stringContaining('disk') });
});

test('duplicates come together, and without that filter the order of import is back', () => {
  filterTable(workstation, { duplicates: true });
  expect(table().sort).toEqual({ by: 'audio' });
  filterTable(workstation, { duplicates: false });
  expect(table().sort).toEqual({ by: 'imported' });
});

test('a search that finds nothing leaves an empty table', async () => {
  await searchTable(workstation, 'no such recording');
  expect([table().total, names()]).toEqual([0, []]);
});

test('rows are fetched as they come in sight, and only those', async () => {
  const asked: [number, number][] = [];
  const { list } = workstation.engine.tracks;
  interface Range {
    offset?: number | undefined;
    limit?: number | undefined;
  }
  workstation.engine.tracks.list = Object.assign(async ({ offset = 0, limit = 200 }: Range) => {
    asked.push([offset, limit]);
    const { items } = await list({});
    return { items: Array.from({ length: limit }, () => items[0]!), total: 50_000 };
  }, {});
  await refreshTable(workstation);
  workstation.libraryTable.setState({ sight: [24_990, 25_030] });
  await fillRows(workstation);
  expect(asked).toEqual([
    [0, 20],
    [24_980, 60],
  ]);
  // Pages on both sides of those that are there are asked for apart.
  workstation.libraryTable.setState({ sight: [24_970, 25_050] });
  await fillRows(workstation);
  expect(asked.slice(2)).toEqual([
    [24_960, 20],
    [25_040, 20],
  ]);
  expect(rowAt(table(), 25_029)?.id).toBe('a');
  expect(rowAt(table(), 30_000)).toBeUndefined();
  expect(rowCount(table())).toBe(50_000);
});

test('rows of the question before are not mixed with those of the next, which is shown from its first row', async () => {
  workstation.libraryTable.setState({ sight: [2, 3], cursor: 2 });
  const before = names();
  const searched = searchTable(workstation, 'prelude');
  workstation.libraryTable.setState({ pages: new Map() });
  await fillRows(workstation);
  expect(table().pages.size).toBe(0);
  await searched;
  expect(names()).toEqual(before.filter((name) => name.startsWith('Prelude')));
  expect([table().cursor, table().sight]).toEqual([0, [0, 1]]);
});

test('columns stand in the order of their groups, and a choice outlives the window', async () => {
  const saved: Record<string, never> = {};
  workstation.engine.settings.set = Object.assign(
    async ({ key, value }: { key: string; value: unknown }) => void Object.assign(saved, { [key]: value }),
    {},
  );
  workstation.engine.settings.get = Object.assign(async () => saved, {});
  toggleColumn(workstation, { kind: 'midLevel', name: 'minorness' });
  toggleColumn(workstation, { kind: 'rating' });
  await chooseCurve(workstation, 'arousal');
  const kinds = () => table().columns.map(({ kind }) => kind);
  const chosen = ['duration', 'emotion', 'emotion', 'midLevel', 'curve', 'tags', 'imported'];
  expect(kinds()).toEqual(chosen);
  workstation.libraryTable.setState({ columns: [], curve: 'valence' });
  await restoreColumns(workstation);
  expect([kinds(), table().curve]).toEqual([chosen, 'arousal']);
});

test('similar recordings take the place of the list, the nearest first, and give it back', async () => {
  await showSimilar(workstation, rowAt(table(), 0)!);
  const { similar } = table();
  expect(similar?.to.name).toBe('Prelude in C minor, detached');
  expect(rowCount(table())).toBe(2);
  expect(rowAt(table(), 0)?.id).toBe(similar?.items[0]?.track.id);
  const [near, far] = similar?.items.map(({ distance }) => distance) ?? [];
  expect(near).toBeGreaterThan(0);
  expect(far).toBeGreaterThanOrEqual(near!);
  await rateTrack(workstation, rowAt(table(), 0)!, 3);
  expect(rowAt(table(), 0)?.rating).toBe(3);
  leaveSimilar(workstation);
  expect(rowCount(table())).toBe(3);
});

test('the search for missing files shows how far it is and says what it found', async () => {
  const texts: (string | undefined)[] = [];
  Object.assign(workstation.engine.tracks, { relink: async () => events() });
  async function* events(): AsyncGenerator<RelinkEvent, void, void> {
    yield { kind: 'progress', folder: 'album', files: 1200, found: 1 };
    texts.push(table().working?.text);
    yield { kind: 'done', files: 1500, found: 2, missing: 1 };
  }
  await findFiles(workstation);
  expect(texts).toEqual(['Looking in “album”: 1,200 files, 1 found']);
  expect(table().working).toBeNull();
  expect(table().said?.text).toMatch(
    /^2 files were found again; 1 is still missing\. .*drop them on the window/,
  );
});

test('tags are read from a text as people write them', () => {
  expect(tagsIn(' live,  late   night ,, Live')).toEqual(['live', 'late night']);
  expect(tagsIn('')).toEqual([]);
});

test('a sparkline spans its box: the top is the highest value of the range, beyond it nothing is drawn', () => {
  expect(sparkPoints([-1, 0, 3], [-1, 1])).toBe('0.0,16.0 50.0,8.0 100.0,0.0');
  expect(sparkPoints([1], [-1, 1])).toBe('0.0,0.0 100.0,0.0');
});

test('all curves share one scale, as wide as they need in quarters of the range', () => {
  expect(curveScale([[0.1, -0.2], [0.05]], [-1, 1])).toEqual([-0.25, 0.25]);
  expect(curveScale([[0.1, -0.6]], [-1, 1])).toEqual([-0.75, 0.75]);
  expect(curveScale([[7]], [-1, 1])).toEqual([-1, 1]);
  expect(curveScale([[3]], [1, 9])).toEqual([1, 9]);
  expect(curveScale([], [-1, 1])).toEqual([-0.25, 0.25]);
});
