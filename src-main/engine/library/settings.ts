import { z } from 'zod';
import { GRID_PREFIX } from './beat-grids.ts';
import type { Database } from './database.ts';
import { readJson } from './stored-json.ts';

export type Json = z.infer<ReturnType<typeof z.json>>;

/** What the user chose, by key. */
export interface Settings {
  get(): Record<string, Json>;
  set(key: string, value: Json): void;
}

export function settingsIn(database: Database): Settings {
  const { build } = database;
  return {
    get: () =>
      Object.fromEntries(
        database
          .all(
            build
              .selectFrom('settings')
              .selectAll()
              .where('key', 'not like', `${GRID_PREFIX}%`)
              .orderBy('key'),
          )
          .map(({ key, value }) => [key, readJson(z.json(), value, database.file)]),
      ),
    set(key, value) {
      const text = JSON.stringify(value);
      database.run(
        build
          .insertInto('settings')
          .values({ key, value: text })
          .onConflict((row) => row.column('key').doUpdateSet({ value: text })),
      );
    },
  };
}
