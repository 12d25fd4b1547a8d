import type { Selectable } from 'kysely';
import type { Track } from '../../../src-preload/contract/domain.ts';
import type { TracksTable } from './schema.ts';

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

export function toTrack(row: Selectable<TracksTable>): Track {
  return {
    id: row.id,
    name: row.name,
    audioHash: row.audio_hash,
    duration: row.duration,
    sampleRate: row.sample_rate,
    channels: row.channels,
    frames: row.frames,
    format: row.format,
    bitDepth: row.bit_depth,
    fileSize: row.file_size,
    importedAt: row.imported_at,
    missing: row.missing === 1,
  };
}

export function toFile(row: Selectable<TracksTable>): TrackFile {
  return {
    path: row.path,
    fileSize: row.file_size,
    modifiedMs: row.modified_ms,
    audioHash: row.audio_hash,
  };
}

export function tagsOf({ tags }: Pick<Selectable<TracksTable>, 'tags'>): string[] {
  return tags.split('\n').filter(Boolean);
}
