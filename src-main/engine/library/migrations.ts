import type Sqlite from 'better-sqlite3';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { tables } from './migrations/001-tables.ts';
import { fullTextSearch } from './migrations/002-full-text-search.ts';
import { bitDepth } from './migrations/003-bit-depth.ts';
import { familiarity } from './migrations/004-familiarity.ts';
import { list } from './migrations/005-list.ts';
import { versions } from './migrations/006-versions.ts';
import { watchedFolders } from './migrations/007-watched-folders.ts';
import { withoutEffects } from './migrations/008-without-effects.ts';

/** One step of the schema. Forward only; a released migration is never changed. */
export interface Migration {
  readonly version: number;
  readonly sql: string;
}

/** In order, numbered from 1 without a gap. */
export const migrations: readonly Migration[] = [
  tables,
  fullTextSearch,
  bitDepth,
  familiarity,
  list,
  versions,
  watchedFolders,
  withoutEffects,
];

/**
 * Brings a database from the version in its `user_version` to that of the last of `steps`, all or nothing.
 * @throws MezzoError `library_newer` when a later Mezzo wrote it; the file is not touched.
 */
export function migrate(sqlite: Sqlite.Database, steps: readonly Migration[] = migrations): void {
  const target = steps.length;
  const apply = sqlite.transaction(() => {
    const current = Number(sqlite.pragma('user_version', { simple: true }));
    if (current > target) {
      throw new MezzoError(
        'library_newer',
        `The library ${sqlite.name} was written by a newer Mezzo (version ${current} of its format, this Mezzo knows ${target}). Nothing was changed. Update Mezzo to open it.`,
      );
    }
    for (const { version, sql } of steps) {
      if (version <= current) continue;
      sqlite.exec(sql);
      sqlite.pragma(`user_version = ${version}`);
    }
  });
  apply.immediate();
}
