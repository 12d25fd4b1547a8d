import { z } from 'zod';
import { type EditState, type EditStep, editStep } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';
import { readJson } from './stored-json.ts';

/** How many changes of one track can be undone. */
export const historyKept = 1000;
/** How many are told. */
const historyShown = 200;

const stepList = z.array(editStep);

/** The edit list of each track with its history; all of it outlives a restart. */
export interface Edits {
  get(trackId: string): EditState;
  /** Makes `steps` the edit list. What was undone before can no longer be redone. */
  set(trackId: string, steps: readonly EditStep[], label: string): EditState;
  /** One change back; at the beginning nothing changes. */
  undo(trackId: string): EditState;
  /** One change forward; at the end nothing changes. */
  redo(trackId: string): EditState;
  /** To one place of the history; a place that is not in it changes nothing. */
  go(trackId: string, position: number): EditState;
}

interface Standing {
  readonly revision: number;
  readonly position: number;
}

/** Every method throws MezzoError `not_found` for a track that is not in the library. */
export function editsIn(database: Database, clock: () => Date): Edits {
  const { build } = database;

  const standing = (trackId: string): Standing => {
    const found = database.first(
      build
        .selectFrom('tracks')
        .leftJoin('edits', 'edits.track_id', 'tracks.id')
        .select(['edits.revision', 'edits.position'])
        .where('tracks.id', '=', trackId),
    );
    if (!found) {
      throw new MezzoError('not_found', 'The recording of this edit is no longer in the library.');
    }
    return { revision: found.revision ?? 0, position: found.position ?? 0 };
  };
  const entry = (trackId: string, position: number) =>
    database.first(
      build
        .selectFrom('edit_history')
        .select(['label', 'steps'])
        .where('track_id', '=', trackId)
        .where('position', '=', position),
    );
  const isReachable = (trackId: string, position: number): boolean =>
    position === 0 || entry(trackId, position) !== undefined;

  const historyOf = (trackId: string) =>
    database
      .all(
        build
          .selectFrom('edit_history')
          .select(['position', 'label'])
          .where('track_id', '=', trackId)
          .orderBy('position', 'desc')
          .limit(historyShown),
      )
      .toReversed();

  const state = (trackId: string): EditState => {
    const { revision, position } = standing(trackId);
    const now = entry(trackId, position);
    const canUndo = position > 0 && isReachable(trackId, position - 1);
    return {
      trackId,
      revision,
      steps: now ? readJson(stepList, now.steps, database.file) : [],
      undoLabel: canUndo && now ? now.label : null,
      redoLabel: entry(trackId, position + 1)?.label ?? null,
      history: historyOf(trackId),
      position,
    };
  };
  const stand = (trackId: string, { revision, position }: Standing): void => {
    database.run(
      build
        .insertInto('edits')
        .values({ track_id: trackId, revision, position })
        .onConflict((row) => row.column('track_id').doUpdateSet({ revision, position })),
    );
  };
  const moveTo = (trackId: string, targetOf: (position: number) => number): EditState =>
    database.transaction(() => {
      const { revision, position } = standing(trackId);
      const target = targetOf(position);
      if (target >= 0 && target !== position && isReachable(trackId, target)) {
        stand(trackId, { revision: revision + 1, position: target });
      }
      return state(trackId);
    });

  return {
    get: (trackId) => database.transaction(() => state(trackId)),
    set(trackId, steps, label) {
      const checked = JSON.stringify(stepList.parse(steps));
      return database.transaction(() => {
        const { revision, position } = standing(trackId);
        const next = position + 1;
        stand(trackId, { revision: revision + 1, position: next });
        const history = build.deleteFrom('edit_history').where('track_id', '=', trackId);
        database.run(history.where('position', '>', position));
        database.run(history.where('position', '<', next - historyKept));
        database.run(
          build.insertInto('edit_history').values({
            track_id: trackId,
            position: next,
            label,
            steps: checked,
            created_at: clock().toISOString(),
          }),
        );
        return state(trackId);
      });
    },
    undo: (trackId) => moveTo(trackId, (position) => position - 1),
    redo: (trackId) => moveTo(trackId, (position) => position + 1),
    go: (trackId, target) => moveTo(trackId, () => target),
  };
}
