import type { Database } from './database.ts';

/** A model that judged something in this library; `hash` tells apart two models with one id and version. */
export interface SeenModel {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
  readonly name: string;
}

export interface ModelsSeen {
  /** Notes that a model was used now. */
  note(model: SeenModel): void;
  /** Last used first. */
  list(): (SeenModel & { readonly firstSeenAt: string; readonly lastSeenAt: string })[];
}

export function modelsSeenIn(database: Database, clock: () => Date): ModelsSeen {
  const { build } = database;
  return {
    note({ id, version, hash, name }) {
      const now = clock().toISOString();
      database.run(
        build
          .insertInto('models')
          .values({ id, version, hash, name, first_seen_at: now, last_seen_at: now })
          .onConflict((row) =>
            row.columns(['id', 'version', 'hash']).doUpdateSet({ name, last_seen_at: now }),
          ),
      );
    },
    list: () =>
      database
        .all(build.selectFrom('models').selectAll().orderBy('last_seen_at', 'desc').orderBy('id'))
        .map(({ first_seen_at, last_seen_at, ...model }) => ({
          ...model,
          firstSeenAt: first_seen_at,
          lastSeenAt: last_seen_at,
        })),
  };
}
