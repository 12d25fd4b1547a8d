import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLibrary } from '../../src-main/engine/library/library.ts';
import { type TrackQuery, trackQuery } from '../../src-preload/contract/track-list.ts';
import { benchModel, makeLibrary } from './library-of-thousands.ts';
import { median, printRow, referenceMs } from './row.ts';

/** A library of 50,000 recordings: how long it takes to open, and to sort, search, filter and page its list. */

const count = 50_000;
const { id: modelId, features, emotions } = benchModel;
const folder = await mkdtemp(join(tmpdir(), 'mezzo-bench-'));

type Question = Pick<TrackQuery, 'sort' | 'search' | 'filter' | 'offset'>;

const sorts: TrackQuery['sort'][] = [
  ...(['imported', 'name', 'duration', 'rating', 'audio'] as const).map((by) => ({ by })),
  { by: 'emotion', name: emotions[3]! },
  { by: 'midLevel', name: features[2]! },
];
const byEmotion = {
  sort: { by: 'emotion', name: emotions[3]! },
  modelId,
  curve: emotions[0]!,
  limit: 100,
} as const;
const filters: Partial<TrackQuery['filter']>[] = [
  {},
  { tags: ['live'] },
  { minRating: 4 },
  { missing: true },
  { duplicates: true },
  { unpredicted: true },
];
const searches = ['', 'p', 'archive', 'prelude 999', 'night live', 'nothing is called that'];

/** Every sort with every filter and with every search, at its first page and at its end. */
function questions(): Question[] {
  const wanted = [
    ...filters.map((filter) => ({ filter, search: '' })),
    ...searches.map((search) => ({ filter: {}, search })),
    { filter: { tags: ['live'], minRating: 3 }, search: 'night' },
  ];
  return sorts.flatMap((sort) =>
    wanted.flatMap((want) =>
      [0, count - 100].map((offset) => {
        const { search, filter } = trackQuery.parse(want);
        return { sort, search, filter, offset };
      }),
    ),
  );
}

try {
  makeLibrary(folder, count);
  const reference = referenceMs();
  const opening: number[] = [];
  for (let round = 0; round < 3; round++) {
    const began = performance.now();
    await using _ = await openLibrary({ folder });
    opening.push(performance.now() - began);
  }
  printRow({
    what: 'Opening a library of 50,000 recordings, its check included',
    value: median(opening),
    unit: 'ms',
    goal: '–',
    met: true,
    reference: median(opening) / reference,
  });

  await using library = await openLibrary({ folder });
  const times = questions().map((question) => {
    const once = () => {
      // Another question between, since the answer to the last is kept.
      library.tracks.list({ search: 'nothing is called that' });
      const began = performance.now();
      library.tracks.list({ ...question, modelId, curve: emotions[0]!, limit: 100 });
      return performance.now() - began;
    };
    return median([once(), once(), once()]);
  });
  const began = performance.now();
  for (let offset = 0; offset < count; offset += 1000) library.tracks.list({ ...byEmotion, offset });
  const scrolled = (performance.now() - began) / (count / 1000);
  printRow({
    what: 'The next page of 100 while scrolling through the 50,000 by an emotion',
    value: scrolled,
    unit: 'ms',
    goal: '100 ms',
    met: scrolled <= 100,
    reference: scrolled / reference,
  });
  const worst = Math.max(...times);
  printRow({
    what: `A page of 100 of the 50,000, sorted, searched, filtered: the slowest of ${times.length} questions (median ${median(times).toFixed(0)} ms)`,
    value: worst,
    unit: 'ms',
    goal: '100 ms',
    met: worst <= 100,
    reference: worst / reference,
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}
