import { type RawBuilder, sql } from 'kysely';
import type { TrackQuery, TrackSort } from '../../../src-preload/contract/track-list.ts';
import type { Database } from './database.ts';
import { searchExpression } from './search.ts';

/**
 * The numbers of the tracks that match, in the order asked for. Order and conditions are read apart, each from an index that
 * holds all it needs, and put together here: so none takes longer than one walk through an index, whatever is combined.
 */
export function matchingNumbers(database: Database, query: TrackQuery): number[] {
  const conditions = conditionsOf(database, query);
  if (conditions.some(({ numbers, among }) => among && numbers.length === 0)) return [];
  const ordered = orderedNumbers(database, query);
  return conditions.reduce((left, { numbers, among }) => {
    const named = marked(numbers);
    return left.filter((number) => (named[number] === 1) === among);
  }, ordered);
}

/** Only tracks that are `among` these numbers, or only those that are not. */
interface Condition {
  readonly numbers: readonly number[];
  readonly among: boolean;
}

function conditionsOf(database: Database, { search, filter, modelId }: TrackQuery): Condition[] {
  const conditions: Condition[] = [];
  const only = (query: RawBuilder<unknown>) =>
    conditions.push({ numbers: database.numbers(query), among: true });
  if (search.trim() !== '') {
    const expression = searchExpression(search);
    if (expression === undefined) conditions.push({ numbers: [], among: true });
    else only(sql`SELECT rowid FROM tracks_fts WHERE tracks_fts MATCH ${expression}`);
  }
  for (const tag of filter.tags) only(sql`SELECT track FROM track_tags WHERE tag = ${tag}`);
  if (filter.minRating > 0) only(sql`SELECT number FROM tracks WHERE rating >= ${filter.minRating}`);
  if (filter.missing) only(sql`SELECT number FROM tracks WHERE missing = 1`);
  if (filter.duplicates)
    only(
      sql`SELECT number FROM tracks WHERE audio_hash IN (SELECT audio_hash FROM tracks GROUP BY audio_hash HAVING count(*) > 1)`,
    );
  if (filter.unpredicted) {
    const predicted = sql`SELECT track FROM track_values WHERE output = (SELECT min(key) FROM outputs WHERE model_id = ${modelId ?? ''})`;
    conditions.push({ numbers: database.numbers(predicted), among: false });
  }
  return conditions;
}

function orderedNumbers(database: Database, { sort, descending, modelId }: TrackQuery): number[] {
  const direction = descending ? sql`DESC` : sql`ASC`;
  switch (sort.by) {
    case 'imported':
      return descending ? newestFirst(database) : newestFirst(database).reverse();
    case 'midLevel':
    case 'emotion':
      return byValue(database, sort, modelId, direction);
    default: {
      const column = sql.ref(
        { name: 'sort_name', duration: 'duration', rating: 'rating', audio: 'audio_hash' }[sort.by],
      );
      return database.numbers(
        sql`SELECT number FROM tracks ORDER BY ${column} ${direction}, number ${direction}`,
      );
    }
  }
}

/** First those with the value, by it; then those without, newest first. */
function byValue(
  database: Database,
  { by, name }: Extract<TrackSort, { name: string }>,
  modelId: string | undefined,
  direction: RawBuilder<unknown>,
): number[] {
  const withValue = database.numbers(
    sql`SELECT track FROM track_values
      WHERE output = (SELECT key FROM outputs WHERE model_id = ${modelId ?? ''} AND kind = ${by} AND name = ${name})
      ORDER BY value ${direction}, track ${direction}`,
  );
  const valued = marked(withValue);
  return withValue.concat(newestFirst(database).filter((number) => valued[number] !== 1));
}

/** Read from the smallest index that names every track: the table itself is much longer. */
function newestFirst(database: Database): number[] {
  const numbers = database.numbers(sql`SELECT number FROM tracks INDEXED BY tracks_by_rating`);
  return numbers.sort((a, b) => b - a);
}

/** 1 at each of these numbers. */
function marked(numbers: readonly number[]): Uint8Array {
  const marks = new Uint8Array(numbers.reduce((most, number) => Math.max(most, number), -1) + 1);
  for (const number of numbers) marks[number] = 1;
  return marks;
}
