import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { editStep, type Version } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';
import { readJson } from './stored-json.ts';

const stepList = z.array(editStep);

/** Edit lists of a track, kept by name. Every method answers with all of the track's, the oldest first. */
export interface Versions {
  list(trackId: string): Version[];
  /** @throws MezzoError `not_found` for a track that is not in the library. */
  keep(version: Pick<Version, 'trackId' | 'name' | 'steps'>): Version[];
  rename(version: Pick<Version, 'trackId' | 'id' | 'name'>): Version[];
  remove(version: Pick<Version, 'trackId' | 'id'>): Version[];
}

export function versionsIn(database: Database, clock: () => Date): Versions {
  const { build } = database;

  const list = (trackId: string): Version[] =>
    database
      .all(build.selectFrom('versions').selectAll().where('track_id', '=', trackId).orderBy('number'))
      .map(({ id, name, steps, created_at }) => ({
        id,
        trackId,
        name,
        steps: readJson(stepList, steps, database.file),
        createdAt: created_at,
      }));

  return {
    list,
    keep({ trackId, name, steps }) {
      return database.transaction(() => {
        if (!database.first(build.selectFrom('tracks').select('id').where('id', '=', trackId)))
          throw new MezzoError('not_found', 'The recording of this version is no longer in the library.');
        database.run(
          build.insertInto('versions').values({
            id: randomUUID(),
            track_id: trackId,
            name,
            steps: JSON.stringify(stepList.parse(steps)),
            created_at: clock().toISOString(),
          }),
        );
        return list(trackId);
      });
    },
    rename({ trackId, id, name }) {
      database.run(
        build.updateTable('versions').set({ name }).where('id', '=', id).where('track_id', '=', trackId),
      );
      return list(trackId);
    },
    remove({ trackId, id }) {
      database.run(build.deleteFrom('versions').where('id', '=', id).where('track_id', '=', trackId));
      return list(trackId);
    },
  };
}
