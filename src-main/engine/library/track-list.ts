import { type SelectQueryBuilder, sql } from 'kysely';
import type { Track } from '../../../src-preload/contract/domain.ts';
import type { Database } from './database.ts';
import type { Schema } from './schema.ts';
import { searchExpression } from './search.ts';
import { toTrack } from './track-row.ts';

export type TrackOrder = 'newest' | 'name' | 'longest';

export interface TrackQuery {
  /** Words that must all occur, each as the beginning of a word in name, path or tags; empty for all tracks. */
  readonly search?: string;
  readonly order?: TrackOrder;
  readonly limit?: number;
  readonly offset?: number;
}

export interface TrackPage {
  readonly items: Track[];
  /** How many there are in all pages together. */
  readonly total: number;
}

/** One page of the tracks that match. */
export function listTracks(
  database: Database,
  { search = '', order = 'newest', limit = 200, offset = 0 }: TrackQuery,
): TrackPage {
  const { build } = database;
  if (search.trim() === '') {
    const page = ordered(build.selectFrom('tracks').selectAll(), order, 'tracks.number');
    const counted = build.selectFrom('tracks').select(countAll);
    return {
      items: database.all(page.limit(limit).offset(offset)).map(toTrack),
      total: database.first(counted)?.total ?? 0,
    };
  }

  const expression = searchExpression(search);
  if (expression === undefined) return { items: [], total: 0 };
  const matches = sql<boolean>`tracks_fts MATCH ${expression}`;
  // The page is cut from numbers alone; whole rows are fetched only for what is shown.
  const found = build
    .selectFrom('tracks_fts')
    .innerJoin('tracks', 'tracks.number', 'tracks_fts.rowid')
    .select('tracks.number')
    .where(matches);
  const page = build
    .selectFrom('tracks')
    .selectAll()
    .where('number', 'in', ordered(found, order, 'tracks_fts.rowid').limit(limit).offset(offset));
  const counted = build.selectFrom('tracks_fts').select(countAll).where(matches);
  return {
    items: database.all(ordered(page, order, 'tracks.number')).map(toTrack),
    total: database.first(counted)?.total ?? 0,
  };
}

const countAll = sql<number>`count(*)`.as('total');

/** `number` is the column to count by: the full-text index only yields its own `rowid` already sorted. */
function ordered<Tables extends keyof Schema, Row>(
  query: SelectQueryBuilder<Schema, Tables, Row>,
  order: TrackOrder,
  number: 'tracks.number' | 'tracks_fts.rowid',
): SelectQueryBuilder<Schema, Tables, Row> {
  const by = sql.ref(number);
  switch (order) {
    case 'newest':
      return query.orderBy(by, 'desc');
    case 'name':
      return query.orderBy(sql.ref('tracks.sort_name')).orderBy(by);
    case 'longest':
      return query.orderBy(sql.ref('tracks.duration'), 'desc').orderBy(by, 'desc');
  }
}
