import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { z } from 'zod';
import {
  judgement,
  type NamedValues,
  namedValues,
  prediction,
} from '../../../src-preload/contract/domain.ts';
import type { Database } from './database.ts';
import type { PredictionsTable } from './schema.ts';
import { readJson } from './stored-json.ts';
import { replaceValues } from './track-values.ts';

/**
 * A prediction without its curves, which lie in the cache, the familiarity of each window, which lies beside it, and the effects, which follow
 * from the means.
 */
const predictionRecord = prediction
  .omit({ curves: true, familiarity: true })
  .extend({ summary: judgement.omit({ effects: true }) });
export type PredictionRecord = z.infer<typeof predictionRecord>;

/** What a result was computed from; with the track it says whether it was computed before. */
export interface ResultKey {
  readonly trackId: string;
  /** SHA-256 of the model's files. */
  readonly modelHash: string;
  /** `canonicalKey` of everything else: settings, provider, edit steps. */
  readonly settingsHash: string;
}

export interface StoredPrediction {
  readonly id: string;
  readonly record: PredictionRecord;
  /** Key of the curves in the cache; the cache may have dropped them. */
  readonly curvesKey: string;
  /** 0 … 1, one a window; null where the model gives none. */
  readonly familiarity: Float32Array | null;
  /** Whether the list can draw its curves. */
  readonly sketched: boolean;
  readonly createdAt: string;
}

/** A whole track, as one prediction judges it. */
export interface TrackSummary {
  readonly trackId: string;
  readonly midLevel: NamedValues;
  readonly emotions: NamedValues;
}

export interface Predictions {
  /**
   * Replaces an earlier result of the same key; its means are what the list shows for this model from now on.
   * @throws MezzoError `not_found` when the track was removed.
   */
  save(
    key: ResultKey,
    record: PredictionRecord,
    curvesKey: string,
    familiarity: Float32Array | null,
    sketch?: Uint8Array | null,
  ): StoredPrediction;
  find(key: ResultKey): StoredPrediction | undefined;
  /** Newest first. */
  list(trackId: string): StoredPrediction[];
  /** What a model's newest predictions say of whole tracks: the next `limit` tracks after this id, in the order of ids. */
  summaries(modelHash: string, after: string, limit: number): TrackSummary[];
  /** Another text as soon as a model's predictions are others; answered from an index. */
  mark(modelHash: string): string;
}

/** A part of a record's summary, without reading the rest of it. */
const part = <Name extends string>(name: Name) =>
  sql<string>`json_extract(record, ${`$.summary.${name}`})`.as(name);

export function predictionsIn(database: Database, clock: () => Date): Predictions {
  const { build } = database;
  type Row = Pick<PredictionsTable, 'id' | 'record' | 'curves_key' | 'familiarity' | 'sketch' | 'created_at'>;
  const stored = (row: Row) => ({
    id: row.id,
    record: readJson(predictionRecord, row.record, database.file),
    curvesKey: row.curves_key,
    // A copy: what the database gives need not lie at a multiple of four bytes.
    familiarity: row.familiarity && new Float32Array(Uint8Array.from(row.familiarity).buffer),
    sketched: row.sketch !== null,
    createdAt: row.created_at,
  });
  const find = (key: ResultKey): StoredPrediction | undefined => {
    const row = database.first(
      build
        .selectFrom('predictions')
        .selectAll()
        .where('track_id', '=', key.trackId)
        .where('model_hash', '=', key.modelHash)
        .where('settings_hash', '=', key.settingsHash),
    );
    return row && stored(row);
  };
  return {
    save(key, record, curvesKey, familiarity, sketch = null) {
      const result = {
        record: JSON.stringify(predictionRecord.parse(record)),
        curves_key: curvesKey,
        familiarity:
          familiarity && new Uint8Array(familiarity.buffer, familiarity.byteOffset, familiarity.byteLength),
        sketch,
        created_at: clock().toISOString(),
      };
      return database.transaction(() => {
        const saved = database.first(
          build
            .insertInto('predictions')
            .values({
              id: randomUUID(),
              track_id: key.trackId,
              model_id: record.model.id,
              model_version: record.model.version,
              model_hash: key.modelHash,
              settings_hash: key.settingsHash,
              ...result,
            })
            .onConflict((row) => row.columns(['track_id', 'model_hash', 'settings_hash']).doUpdateSet(result))
            .returningAll(),
        );
        if (!saved) throw new Error('SQLite returned no row for a saved prediction');
        replaceValues(database, key.trackId, record.model.id, record.summary);
        return stored(saved);
      });
    },
    find,
    list: (trackId) =>
      database
        .all(
          build
            .selectFrom('predictions')
            .selectAll()
            .where('track_id', '=', trackId)
            .orderBy('created_at', 'desc')
            .orderBy('id'),
        )
        .map(stored),
    mark(modelHash) {
      const { count, last } = database.first(
        build
          .selectFrom('predictions')
          .select((row) => [row.fn.countAll<number>().as('count'), sql<number | null>`max(rowid)`.as('last')])
          .where('model_hash', '=', modelHash),
      )!;
      return `${count}:${last}`;
    },
    summaries: (modelHash, after, limit) =>
      database
        .all(
          build
            .selectFrom('predictions')
            // SQLite takes the other columns from the row that has the maximum.
            .select((row) => [
              'track_id',
              row.fn.max('created_at').as('newest'),
              part('midLevel'),
              part('emotions'),
            ])
            .where('model_hash', '=', modelHash)
            .where('track_id', '>', after)
            .groupBy('track_id')
            .orderBy('track_id')
            .limit(limit),
        )
        .map(({ track_id, midLevel, emotions }) => ({
          trackId: track_id,
          midLevel: readJson(namedValues, midLevel, database.file),
          emotions: readJson(namedValues, emotions, database.file),
        })),
  };
}
