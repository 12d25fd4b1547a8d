import { randomUUID } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { Track } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Database } from './database.ts';
import type { TracksTable } from './schema.ts';
import { sortKey } from './search.ts';
import { listTracks, type TrackPage, type TrackQuery } from './track-list.ts';
import { type TrackFile, toFile, toTrack } from './track-row.ts';

/** What the decoder found in a file. */
export type NewTrack = TrackFile &
  Pick<Track, 'name' | 'duration' | 'sampleRate' | 'channels' | 'frames' | 'format' | 'bitDepth'>;

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
  list(query?: TrackQuery): TrackPage;
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

function unknownTrack(): MezzoError {
  return new MezzoError(
    'not_found',
    'This recording is not in the library; it may have been removed. Add it again.',
  );
}
