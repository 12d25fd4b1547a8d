import type { Selectable } from 'kysely';
import { z } from 'zod';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import {
  type Explanation,
  type ExplanationSummary,
  explainedSegment,
  explanation,
  explanationSummary,
} from '../../../src-preload/contract/explanation.ts';
import type { Database } from './database.ts';
import { labelMapsIn } from './label-maps.ts';
import type { ResultKey } from './predictions.ts';
import type { ExplanationsTable } from './schema.ts';
import { readJson } from './stored-json.ts';

/** An explanation as the engine holds it; `labels` is frames × bands, frame by frame. */
export type LabelledExplanation = Omit<Explanation, 'labels'> & { readonly labels: Int32Array };
export type ExplanationOutline = Omit<ExplanationSummary, 'segments'>;

const outline = explanationSummary.omit({ segments: true });
const segments = z.array(explainedSegment);
const picture = explanation.pick({ frames: true, bands: true, frameSeconds: true, bandEdges: true });

export interface Explanations {
  /**
   * Writes an explanation with its label map. When one of this key is there already, it keeps its id and its label map, since
   * edits may point to it, and takes the new weights. Returns the id under which it can be found.
   * @throws MezzoError `not_found` when the track was removed.
   */
  save(key: Omit<ResultKey, 'trackId'>, explanation: LabelledExplanation): string;
  /** The id of the explanation computed before from the same things. */
  find(key: ResultKey): string | undefined;
  /** Writes new weights, marks or figures of an explanation that is there. */
  update(explanation: LabelledExplanation): void;
  /** @throws MezzoError `not_found` */
  get(id: string): LabelledExplanation;
  /** Newest first. */
  list(trackId: string): ExplanationOutline[];
}

export function explanationsIn(database: Database): Explanations {
  const { build } = database;
  const labelMaps = labelMapsIn(database);

  const rowOf = (key: ResultKey) =>
    database.first(
      build
        .selectFrom('explanations')
        .select(['id', 'labels_hash'])
        .where('track_id', '=', key.trackId)
        .where('model_hash', '=', key.modelHash)
        .where('settings_hash', '=', key.settingsHash),
    );

  const update = (entry: LabelledExplanation): void => {
    database.run(
      build
        .updateTable('explanations')
        .set({
          summary: JSON.stringify(outline.parse(entry)),
          segments: JSON.stringify(segments.parse(entry.segments)),
        })
        .where('id', '=', entry.id),
    );
  };

  const toRow = (
    key: Omit<ResultKey, 'trackId'>,
    entry: LabelledExplanation,
    labelsHash: string,
  ): Selectable<ExplanationsTable> => ({
    id: entry.id,
    track_id: entry.trackId,
    model_hash: key.modelHash,
    settings_hash: key.settingsHash,
    summary: JSON.stringify(outline.parse(entry)),
    segments: JSON.stringify(segments.parse(entry.segments)),
    picture: JSON.stringify(picture.parse(entry)),
    labels_hash: labelsHash,
    created_at: entry.createdAt,
  });

  return {
    save(key, entry) {
      if (entry.labels.length !== entry.frames * entry.bands) {
        throw new RangeError(`${entry.labels.length} labels for ${entry.frames} × ${entry.bands}`);
      }
      const { hash, deflated } = labelMaps.pack(entry.labels);
      const row = toRow(key, entry, hash);
      return database.transaction(() => {
        const earlier = rowOf({ ...key, trackId: entry.trackId });
        if (earlier !== undefined) {
          if (earlier.labels_hash === hash) update({ ...entry, id: earlier.id });
          return earlier.id;
        }
        labelMaps.save(hash, deflated);
        database.run(build.insertInto('explanations').values(row));
        return entry.id;
      });
    },
    find: (key) => rowOf(key)?.id,
    update,
    get(id) {
      const row = database.first(build.selectFrom('explanations').selectAll().where('id', '=', id));
      if (!row) {
        throw new MezzoError('not_found', 'This explanation is not in the library; compute it again.');
      }
      return {
        ...readJson(outline, row.summary, database.file),
        ...readJson(picture, row.picture, database.file),
        segments: readJson(segments, row.segments, database.file),
        labels: labelMaps.read(row.labels_hash),
      };
    },
    list: (trackId) =>
      database
        .all(
          build
            .selectFrom('explanations')
            .select('summary')
            .where('track_id', '=', trackId)
            .orderBy('created_at', 'desc')
            .orderBy('id'),
        )
        .map((row) => readJson(outline, row.summary, database.file)),
  };
}
