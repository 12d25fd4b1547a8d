import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { type Selectable, sql } from 'kysely';
import type { Track } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type {
  ListedTrack,
  SimilarTrack,
  TagCount,
  TrackPage,
  TrackQuery,
} from '../../../src-preload/contract/track-list.ts';
import type { Database } from './database.ts';
import type { TracksTable } from './schema.ts';
import { sortKey } from './search.ts';
import { type SimilarQuery, similarTracks } from './similar.ts';
import { listIds, listTracks, rowsOf } from './track-list.ts';
import { type TrackFile, toFile, toTrack } from './track-row.ts';

/** What the decoder found in a file. */
export type NewTrack = TrackFile &
  Pick<Track, 'name' | 'duration' | 'sampleRate' | 'channels' | 'frames' | 'format' | 'bitDepth'>;

export interface TrackPlace {
  readonly id: string;
  readonly path: string;
  /** In bytes, when it was taken in. */
  readonly fileSize: number;
  readonly missing: boolean;
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
  list(query?: Partial<TrackQuery>): TrackPage;
  /** The ids of all tracks that match, in the order asked for; `limit` and `offset` do not count. */
  ids(query: Partial<TrackQuery>): string[];
  /** One track as the list shows it. @throws MezzoError `not_found` */
  listed(id: string, query?: Pick<TrackQuery, 'modelId' | 'curve'>): ListedTrack;
  /** The tracks with the nearest mid-level profile (similar.ts). @throws MezzoError `not_found` */
  similar(id: string, query: SimilarQuery): SimilarTrack[];
  /** Spaces are tidied up, and of tags that differ only in case the first is kept. @throws MezzoError `not_found` */
  setTags(id: string, tags: readonly string[]): void;
  /** Every tag in use, the most used first. */
  tagCounts(): TagCount[];
  /** 1 … 5, or 0 for none. @throws MezzoError `not_found` */
  setRating(id: string, rating: number): void;
  /** Notes whether the file is at its place. @throws MezzoError `not_found` */
  setMissing(id: string, missing: boolean): Track;
  /** Where the file of every track is, or was. */
  places(): TrackPlace[];
  /** Notes of many tracks whether their file is at this place, all at once; how many of them changed. One that was moved or removed stays as it is. */
  setPresence(places: readonly Omit<TrackPlace, 'fileSize'>[]): number;
  /** Notes where a missing file, the same bytes, lies now. @throws MezzoError `not_found` */
  relocate(id: string, place: Pick<TrackFile, 'path' | 'fileSize' | 'modifiedMs'>): Track;
  /** The folders in which the files of tracks lie that are not missing. */
  folders(): string[];
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
            bit_depth: track.bitDepth,
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
    ids: (query) => listIds(database, query),
    listed(id, query = {}) {
      const [listed] = rowsOf(database, [row(id).number], query);
      if (!listed) throw unknownTrack();
      return listed;
    },
    similar: (id, query) => similarTracks(database, row(id).number, query),
    setTags(id, tags) {
      const tidy = tags.map((tag) => tag.replace(/\s+/g, ' ').trim()).filter(Boolean);
      const kept = tidy.filter(
        (tag, at) => tidy.findIndex((other) => asciiLowerCase(other) === asciiLowerCase(tag)) === at,
      );
      database.transaction(() => {
        const { number: track } = row(id);
        update(id, { tags: kept.join('\n') });
        database.run(build.deleteFrom('track_tags').where('track', '=', track));
        if (kept.length > 0)
          database.run(build.insertInto('track_tags').values(kept.map((tag) => ({ tag, track }))));
      });
    },
    tagCounts: () =>
      database.all(
        build
          .selectFrom('track_tags')
          .select(['tag', sql<number>`count(*)`.as('count')])
          .groupBy('tag')
          .orderBy('count', 'desc')
          .orderBy('tag'),
      ),
    setRating(id, rating) {
      row(id);
      update(id, { rating });
    },
    setMissing(id, missing) {
      return database.transaction(() => {
        const { path } = row(id);
        if (!missing) makeRoomAt(path, id);
        update(id, { missing: missing ? 1 : 0 });
        return toTrack(row(id));
      });
    },
    places() {
      const rows = database.all(build.selectFrom('tracks').select(['id', 'path', 'file_size', 'missing']));
      return rows.map(({ id, path, file_size, missing }) => ({
        id,
        path,
        fileSize: file_size,
        missing: missing === 1,
      }));
    },
    setPresence(places) {
      if (places.length === 0) return 0;
      return database.transaction(() => {
        let changed = 0;
        for (const { id, path, missing } of places) {
          const taken = build
            .selectFrom('tracks')
            .select('id')
            .where('path', '=', path)
            .where('missing', '=', 0);
          if (!missing && database.first(taken)) continue;
          changed += database.run(
            build
              .updateTable('tracks')
              .set({ missing: missing ? 1 : 0 })
              .where('id', '=', id)
              .where('path', '=', path)
              .where('missing', '=', missing ? 0 : 1),
          );
        }
        return changed;
      });
    },
    relocate(id, { path, fileSize, modifiedMs }) {
      return database.transaction(() => {
        row(id);
        makeRoomAt(path, id);
        update(id, { path, file_size: fileSize, modified_ms: modifiedMs, missing: 0 });
        return toTrack(row(id));
      });
    },
    folders() {
      const paths = database.all(build.selectFrom('tracks').select('path').where('missing', '=', 0));
      return [...new Set(paths.map(({ path }) => dirname(path)))];
    },
    remove(id) {
      if (database.run(build.deleteFrom('tracks').where('id', '=', id)) === 0) throw unknownTrack();
    },
  };
}

/** As SQLite's NOCASE has it: other letters than A to Z stay as they are. */
const asciiLowerCase = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function unknownTrack(): MezzoError {
  return new MezzoError(
    'not_found',
    'This recording is not in the library; it may have been removed. Add it again.',
  );
}
