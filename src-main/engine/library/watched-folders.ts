import { randomUUID } from 'node:crypto';
import type { Database } from './database.ts';

/** A folder as the library keeps it. */
export interface KeptFolder {
  readonly id: string;
  /** Absolute. */
  readonly path: string;
  readonly paused: boolean;
}

/** Folders whose new recordings come in by themselves, in the order they were added. */
export interface WatchedFolders {
  list(): KeptFolder[];
  /** A folder that is watched already stays as it is. */
  add(path: string): void;
  setPaused(id: string, paused: boolean): void;
  /** Its recordings stay in the library. */
  remove(id: string): void;
}

export function watchedFoldersIn(database: Database, clock: () => Date): WatchedFolders {
  const { build } = database;
  return {
    list: () =>
      database
        .all(build.selectFrom('watched_folders').select(['id', 'path', 'paused']).orderBy('number'))
        .map(({ id, path, paused }) => ({ id, path, paused: paused === 1 })),
    add(path) {
      database.run(
        build
          .insertInto('watched_folders')
          .values({ id: randomUUID(), path, added_at: clock().toISOString() })
          .onConflict((row) => row.column('path').doNothing()),
      );
    },
    setPaused(id, paused) {
      database.run(
        build
          .updateTable('watched_folders')
          .set({ paused: paused ? 1 : 0 })
          .where('id', '=', id),
      );
    },
    remove(id) {
      database.run(build.deleteFrom('watched_folders').where('id', '=', id));
    },
  };
}
