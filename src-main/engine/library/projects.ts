import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Project } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';
import type { ProjectsTable } from './schema.ts';

export interface Projects {
  /** Newest change first. */
  list(): Omit<Project, 'view'>[];
  create(name: string): Project;
  /** Also makes it the one `last` returns. @throws MezzoError `not_found` */
  open(id: string): Project;
  /** The project opened last; undefined in a new library. */
  last(): Project | undefined;
  /**
   * Writes all of it. Tracks that were removed from the library meanwhile fall out of the list, as they do from
   * every project; what was saved is returned. @throws MezzoError `not_found`
   */
  save(project: Pick<Project, 'id' | 'name' | 'trackIds' | 'activeTrackId' | 'view'>): Project;
  /** Adds a track at the end, unless it is there. @throws MezzoError `not_found` */
  addTrack(id: string, trackId: string): Project;
  /** The tracks stay in the library. @throws MezzoError `not_found` */
  remove(id: string): void;
}

export function projectsIn(database: Database, clock: () => Date): Projects {
  const { build } = database;
  const row = (id: string): Selectable<ProjectsTable> => {
    const found = database.first(build.selectFrom('projects').selectAll().where('id', '=', id));
    if (!found) throw unknownProject();
    return found;
  };
  const trackIds = (id: string): string[] =>
    database
      .all(
        build
          .selectFrom('project_tracks')
          .select('track_id')
          .where('project_id', '=', id)
          .orderBy('position'),
      )
      .map((entry) => entry.track_id);
  const inLibrary = (trackId: string): boolean =>
    database.first(build.selectFrom('tracks').select('id').where('id', '=', trackId)) !== undefined;
  const update = (id: string, values: Partial<Selectable<ProjectsTable>>): void => {
    if (database.run(build.updateTable('projects').set(values).where('id', '=', id)) === 0) {
      throw unknownProject();
    }
  };
  const place = (projectId: string, trackId: string, position: number): void => {
    database.run(
      build.insertInto('project_tracks').values({ project_id: projectId, track_id: trackId, position }),
    );
  };
  const read = (id: string): Project => {
    const found = row(id);
    return { ...outline(found, trackIds(id)), view: JSON.parse(found.view) };
  };

  return {
    list: () =>
      database
        .all(build.selectFrom('projects').selectAll().orderBy('updated_at', 'desc').orderBy('id'))
        .map((found) => outline(found, trackIds(found.id))),
    create(name) {
      const id = randomUUID();
      const now = clock().toISOString();
      const times = { created_at: now, updated_at: now, opened_at: now };
      database.run(
        build.insertInto('projects').values({ id, name, active_track_id: null, view: '{}', ...times }),
      );
      return read(id);
    },
    open: (id) =>
      database.transaction(() => {
        update(id, { opened_at: clock().toISOString() });
        return read(id);
      }),
    last() {
      const found = database.first(
        build.selectFrom('projects').select('id').orderBy('opened_at', 'desc').orderBy('updated_at', 'desc'),
      );
      return found && read(found.id);
    },
    save: (project) =>
      database.transaction(() => {
        const present = [...new Set(project.trackIds)].filter(inLibrary);
        const active = project.activeTrackId;
        update(project.id, {
          name: project.name,
          active_track_id: active !== null && inLibrary(active) ? active : null,
          view: JSON.stringify(project.view),
          updated_at: clock().toISOString(),
        });
        database.run(build.deleteFrom('project_tracks').where('project_id', '=', project.id));
        for (const [position, trackId] of present.entries()) place(project.id, trackId, position);
        return read(project.id);
      }),
    addTrack: (id, trackId) =>
      database.transaction(() => {
        update(id, { updated_at: clock().toISOString() });
        if (!trackIds(id).includes(trackId)) place(id, trackId, nextPosition(database, id));
        return read(id);
      }),
    remove(id) {
      if (database.run(build.deleteFrom('projects').where('id', '=', id)) === 0) throw unknownProject();
    },
  };
}

function nextPosition({ build, first }: Database, projectId: string): number {
  const found = first(
    build
      .selectFrom('project_tracks')
      .select((is) => is.fn.max<number | null>('position').as('highest'))
      .where('project_id', '=', projectId),
  );
  return (found?.highest ?? -1) + 1;
}

function outline(row: Selectable<ProjectsTable>, trackIds: string[]): Omit<Project, 'view'> {
  return {
    id: row.id,
    name: row.name,
    trackIds,
    activeTrackId: row.active_track_id,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

function unknownProject(): MezzoError {
  return new MezzoError('not_found', 'This project is not in the library; it may have been removed.');
}
