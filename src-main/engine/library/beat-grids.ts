import { type BeatGrid, beatGrid } from '../../../src-preload/contract/beat-grid.ts';
import type { Database } from './database.ts';
import { readJson } from './stored-json.ts';

/** What the user said about the beats of a recording, by its content: a file that is added again has it again. */
export interface BeatGrids {
  /** Null when nothing was said. */
  get(audioHash: string): BeatGrid | null;
  /** Null forgets it. */
  set(audioHash: string, grid: BeatGrid | null): void;
}

/** Grids stand among the settings, under keys that no setting has. */
export const GRID_PREFIX = 'beat-grid:';

export function beatGridsIn(database: Database): BeatGrids {
  const { build } = database;
  return {
    get(audioHash) {
      const found = database.first(
        build.selectFrom('settings').select('value').where('key', '=', `${GRID_PREFIX}${audioHash}`),
      );
      return found ? readJson(beatGrid, found.value, database.file) : null;
    },
    set(audioHash, grid) {
      const key = `${GRID_PREFIX}${audioHash}`;
      if (grid === null) {
        database.run(build.deleteFrom('settings').where('key', '=', key));
        return;
      }
      const value = JSON.stringify(beatGrid.parse(grid));
      database.run(
        build
          .insertInto('settings')
          .values({ key, value })
          .onConflict((row) => row.column('key').doUpdateSet({ value })),
      );
    },
  };
}
