import { sql } from 'kysely';
import {
  type ListedTrack,
  type TrackPage,
  type TrackQuery,
  trackQuery,
} from '../../../src-preload/contract/track-list.ts';
import type { Database } from './database.ts';
import { sketchedCurve } from './sketch.ts';
import { matchingNumbers } from './track-numbers.ts';
import { tagsOf, toTrack } from './track-row.ts';
import { valuesOf } from './track-values.ts';

/** One page of the tracks that match. Whole rows are fetched only for what is shown. */
export function listTracks(database: Database, query: Partial<TrackQuery>): TrackPage {
  const full = trackQuery.parse(query);
  const { offset, limit } = full;
  const numbers = numbersOf(database, full);
  return { items: rowsOf(database, numbers.slice(offset, offset + limit), full), total: numbers.length };
}

const lastNumbers = new WeakMap<Database, { readonly asked: string; readonly numbers: readonly number[] }>();

/** The next page of the same question is cut from what the page before was cut from, as long as nothing was written. */
function numbersOf(database: Database, query: TrackQuery): readonly number[] {
  const { search, sort, descending, filter, modelId } = query;
  const asked = JSON.stringify([database.state(), search, sort, descending, filter, modelId]);
  const last = lastNumbers.get(database);
  if (last?.asked === asked) return last.numbers;
  const numbers = matchingNumbers(database, query);
  lastNumbers.set(database, { asked, numbers });
  return numbers;
}

/** SQLite takes 32,766 parameters at most. */
const numbersAtOnce = 10_000;

/** The ids of all tracks that match, in the order asked for. */
export function listIds(database: Database, query: Partial<TrackQuery>): string[] {
  const numbers = matchingNumbers(database, trackQuery.parse(query));
  const ids = new Map<number, string>();
  for (let from = 0; from < numbers.length; from += numbersAtOnce) {
    const some = numbers.slice(from, from + numbersAtOnce);
    const rows = database.all(
      database.build.selectFrom('tracks').select(['number', 'id']).where('number', 'in', some),
    );
    for (const { number, id } of rows) ids.set(number, id);
  }
  return numbers.flatMap((number) => ids.get(number) ?? []);
}

/** The rows of these numbers, in their order. */
export function rowsOf(
  database: Database,
  numbers: readonly number[],
  { modelId, curve }: Pick<TrackQuery, 'modelId' | 'curve'>,
): ListedTrack[] {
  if (numbers.length === 0) return [];
  const { build } = database;
  const rows = database.all(build.selectFrom('tracks').selectAll().where('number', 'in', numbers));
  const values = modelId === undefined ? null : valuesOf(database, numbers, modelId);
  const ids = rows.map(({ id }) => id);
  const curves =
    modelId !== undefined && curve !== undefined ? curvesOf(database, ids, modelId, curve) : null;
  const sameAudio = new Map(
    database
      .all(
        build
          .selectFrom('tracks')
          .select(['audio_hash', sql<number>`count(*)`.as('count')])
          .where('audio_hash', 'in', [...new Set(rows.map(({ audio_hash }) => audio_hash))])
          .groupBy('audio_hash'),
      )
      .map(({ audio_hash, count }) => [audio_hash, count]),
  );
  const listed = new Map(
    rows.map((row) => [
      row.number,
      {
        ...toTrack(row),
        tags: tagsOf(row),
        rating: row.rating,
        path: row.path,
        copies: (sameAudio.get(row.audio_hash) ?? 1) - 1,
        values: values?.get(row.number) ?? null,
        curve: curves?.get(row.id) ?? null,
      },
    ]),
  );
  return numbers.flatMap((number) => listed.get(number) ?? []);
}

/** By track; of each the curve of the model's latest prediction. */
function curvesOf(
  database: Database,
  trackIds: readonly string[],
  modelId: string,
  emotion: string,
): Map<string, number[] | null> {
  const rows = database.all(
    database.build
      .selectFrom('predictions')
      .select(['track_id', 'sketch', sql<string>`json_extract(record, '$.emotionNames')`.as('emotions')])
      .select(sql`max(created_at)`.as('latest'))
      .where('track_id', 'in', trackIds)
      .where('model_id', '=', modelId)
      .groupBy('track_id'),
  );
  return new Map(
    rows.map(({ track_id, sketch, emotions }) => {
      const names = JSON.parse(emotions) as string[];
      return [track_id, sketch && sketchedCurve(sketch, names.indexOf(emotion), names.length)];
    }),
  );
}
