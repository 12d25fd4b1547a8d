import { randomUUID } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Track } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';
import type { TracksTable } from './schema.ts';
import { searchExpression, sortKey } from './search.ts';

/** Where a track's file lies and what it looked like when it was last read. */
export interface TrackFile {
  /** Absolute. */
  readonly path: string;
  /** Bytes. */
  readonly fileSize: number;
  /** Last change, milliseconds since 1970. */
  readonly modifiedMs: number;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly audioHash: string;
}

/** What the decoder found in a file. */
export type NewTrack = TrackFile &
  Pick<Track, 'name' | 'duration' | 'sampleRate' | 'channels' | 'frames' | 'format'>;

export type TrackOrder = 'newest' | 'name' | 'longest';

export interface TrackQuery {
  /** Words that must all occur, each as the beginning of a word in name, path or tags; empty for all tracks. */
  readonly search?: string;
  readonly order?: TrackOrder;
  readonly limit?: number;
  readonly offset?: number;
}

export interface Tracks {
  /**
   * Takes a file in. The same audio at the same path, or at a new path after it went missing, is the track it
   * was; a file whose audio changed is a new track, and the old one stays with its results, marked missing.
   */
  add(track: NewTrack): Track;
  /** @throws MezzoError `not_found` */
  get(id: string): Track;
  /** The file behind a track. @throws MezzoError `not_found` */
  file(id: string): TrackFile;
  /** The track that is at this path now; its size and time of change tell whether it must be read again. */
  atPath(path: string): (TrackFile & { readonly track: Track }) | undefined;
  list(query?: TrackQuery): { items: Track[]; total: number };
  tags(id: string): string[];
  setTags(id: string, tags: readonly string[]): void;
  /** Notes whether the file is at its place. @throws MezzoError `not_found` */
  setMissing(id: string, missing: boolean): Track;
  /** Takes the track and its predictions, explanations and edits out; the file stays. @throws MezzoError `not_found` */
  remove(id: string): void;
}

export function tracksIn(database: Database, clock: () => Date): Tracks {
  const { build } = database;
  const row = (id: string): Selectable<TracksTable> => {
    const found = database.first(build.selectFrom('tracks').selectAll().where('id', '=', id));
    if (!found) throw unknownTrack();
    return found;
  };
  const update = (id: string, values: Partial<Selectable<TracksTable>>): void => {
    database.run(build.updateTable('tracks').set(values).where('id', '=', id));
  };
  /** The track these bytes already are, if any: here, or elsewhere and lost. */
  const known = (file: TrackFile): Selectable<TracksTable> | undefined =>
    database.first(
      build
        .selectFrom('tracks')
        .selectAll()
        .where('audio_hash', '=', file.audioHash)
        .where((is) => is.or([is('path', '=', file.path), is('missing', '=', 1)]))
        .orderBy((is) => is('path', '=', file.path), 'desc')
        .orderBy('number', 'desc'),
    );
  const makeRoomAt = (path: string, except: string | undefined): void => {
    let others = build
      .updateTable('tracks')
      .set({ missing: 1 })
      .where('path', '=', path)
      .where('missing', '=', 0);
    if (except) others = others.where('id', '!=', except);
    database.run(others);
  };

  return {
    add(track) {
      return database.transaction(() => {
        const earlier = known(track);
        makeRoomAt(track.path, earlier?.id);
        const place = {
          path: track.path,
          file_size: track.fileSize,
          modified_ms: track.modifiedMs,
          missing: 0,
          name: track.name,
          sort_name: sortKey(track.name),
        };
        if (earlier) {
          update(earlier.id, place);
          return toTrack(row(earlier.id));
        }
        const id = randomUUID();
        database.run(
          build.insertInto('tracks').values({
            ...place,
            id,
            tags: '',
            audio_hash: track.audioHash,
            duration: track.duration,
            sample_rate: track.sampleRate,
            channels: track.channels,
            frames: track.frames,
            format: track.format,
            imported_at: clock().toISOString(),
          }),
        );
        return toTrack(row(id));
      });
    },
    get: (id) => toTrack(row(id)),
    file: (id) => toFile(row(id)),
    atPath(path) {
      const found = database.first(
        build.selectFrom('tracks').selectAll().where('path', '=', path).where('missing', '=', 0),
      );
      return found && { ...toFile(found), track: toTrack(found) };
    },
    list: (query = {}) => listTracks(database, query),
    tags: (id) => row(id).tags.split('\n').filter(Boolean),
    setTags(id, tags) {
      row(id);
      update(id, { tags: tags.map((tag) => tag.replace(/\s+/g, ' ').trim()).join('\n') });
    },
    setMissing(id, missing) {
      return database.transaction(() => {
        const { path } = row(id);
        if (!missing) makeRoomAt(path, id);
        update(id, { missing: missing ? 1 : 0 });
        return toTrack(row(id));
      });
    },
    remove(id) {
      if (database.run(build.deleteFrom('tracks').where('id', '=', id)) === 0) throw unknownTrack();
    },
  };
}

function listTracks(
  { build, ...database }: Database,
  { search = '', order = 'newest', limit = 200, offset = 0 }: TrackQuery,
): { items: Track[]; total: number } {
  let found = build.selectFrom('tracks');
  let counted = build.selectFrom('tracks').select((is) => is.fn.countAll<number>().as('total'));
  if (search.trim() !== '') {
    const expression = searchExpression(search);
    if (expression === undefined) return { items: [], total: 0 };
    const matches = build
      .selectFrom('tracks_fts')
      .select('rowid')
      .where(sql<boolean>`tracks_fts MATCH ${expression}`);
    found = found.where('number', 'in', matches);
    counted = counted.where('number', 'in', matches);
  }
  const sorted = {
    newest: () => found.orderBy('number', 'desc'),
    name: () => found.orderBy('sort_name').orderBy('number'),
    longest: () => found.orderBy('duration', 'desc').orderBy('number', 'desc'),
  }[order]();
  return {
    items: database.all(sorted.selectAll().limit(limit).offset(offset)).map(toTrack),
    total: database.first(counted)?.total ?? 0,
  };
}

function toTrack(row: Selectable<TracksTable>): Track {
  return {
    id: row.id,
    name: row.name,
    audioHash: row.audio_hash,
    duration: row.duration,
    sampleRate: row.sample_rate,
    channels: row.channels,
    frames: row.frames,
    format: row.format,
    fileSize: row.file_size,
    importedAt: row.imported_at,
    missing: row.missing === 1,
  };
}

function toFile(row: Selectable<TracksTable>): TrackFile {
  return {
    path: row.path,
    fileSize: row.file_size,
    modifiedMs: row.modified_ms,
    audioHash: row.audio_hash,
  };
}

function unknownTrack(): MezzoError {
  return new MezzoError(
    'not_found',
    'This recording is not in the library; it may have been removed. Add it again.',
  );
}
