import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportEvent, Source } from '../../src-preload/contract/contract.ts';
import type { Track } from '../../src-preload/contract/domain.ts';
import { nameForMessages, readError, writeError } from './audio/storage-error.ts';
import type { Grants } from './grants.ts';
import { type BatchContext, type BatchEvent, runBatch } from './jobs/batch.ts';
import type { Queue } from './jobs/queue.ts';
import type { Library } from './library/library.ts';
import type { Recordings } from './recordings.ts';
import type { Uploads } from './uploads.ts';

/** Taking files into the library: read, decoded, noted. What fails is reported and the others go on. */
export interface Importing {
  /** One path, for the command line and the demo. */
  importFile(
    path: string,
    options?: { name?: string; signal?: AbortSignal; onProgress?: (step: string, fraction: number) => void },
  ): Promise<Track>;
  importSources(
    sources: readonly Source[],
    projectId: string | undefined,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<ImportEvent>;
}

interface Parts {
  readonly library: Library;
  readonly recordings: Recordings;
  readonly uploads: Uploads;
  readonly grants: Grants;
  readonly queue: Queue;
}

interface LocatedFile {
  readonly path: string;
  readonly name: string;
  /** The folder that was made for an upload; null for a file of the user's. */
  readonly folder: string | null;
}

export function createImporting({ library, recordings, uploads, grants, queue }: Parts): Importing {
  const importFile: Importing['importFile'] = async (
    path,
    { name = basename(path), signal, onProgress } = {},
  ) => {
    await using recording = await recordings.openFile(path, {
      signal,
      onProgress: (fraction) => onProgress?.('Reading', fraction),
    });
    const { mtimeMs } = await stat(path).catch((cause: unknown) => {
      throw readError(cause, nameForMessages(path));
    });
    const {
      audioHash,
      fileSize,
      duration,
      sampleRate,
      channelCount: channels,
      frames,
      format,
      bitDepth,
    } = recording;
    return library.tracks.add({
      path,
      name,
      audioHash,
      fileSize,
      modifiedMs: mtimeMs,
      duration,
      sampleRate,
      channels,
      frames,
      format,
      bitDepth,
    });
  };

  /** The file behind a source; an upload moves to a folder of its own, so that it keeps its name. */
  const locate = async (source: Source): Promise<LocatedFile> => {
    if (source.kind === 'grant') {
      const path = grants.resolve(source.token, 'read');
      return { path, name: basename(path), folder: null };
    }
    const upload = await uploads.take(source.uploadId);
    const folder = join(library.folders.imports, source.uploadId);
    const path = join(folder, nameOnDisk(upload.name));
    try {
      await mkdir(folder, { recursive: true });
      await rename(upload.path, path);
    } catch (cause) {
      await Promise.allSettled(
        [upload.path, folder].map((place) => rm(place, { recursive: true, force: true })),
      );
      throw writeError(cause, nameForMessages(upload.name));
    }
    return { path, name: upload.name, folder };
  };

  return {
    importFile,
    async *importSources(sources, projectId, signal) {
      const names = new Map<number, string>();
      const work = async (source: Source, context: BatchContext): Promise<Track> => {
        const { path, name, folder } = await locate(source);
        names.set(context.index, name);
        const track = await importFile(path, {
          name,
          signal: context.signal,
          onProgress: context.progress,
        }).catch(async (cause: unknown) => {
          if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => {});
          throw cause;
        });
        if (projectId !== undefined) library.projects.addTrack(projectId, track.id);
        return track;
      };
      for await (const event of runBatch(queue, sources, work, { signal })) {
        yield importEventOf(event, names.get(event.index) ?? '');
      }
    },
  };
}

function importEventOf(event: BatchEvent<Track>, name: string): ImportEvent {
  return event.kind === 'done'
    ? { kind: 'done', index: event.index, name, track: event.result }
    : { ...event, name };
}

/** An upload's name as every file system takes it: no reserved characters, at most 200 bytes; the ending stays. */
function nameOnDisk(name: string): string {
  const plain = name.replace(/[\p{Cc}<>:"/\\|?*]/gu, '_').replace(/[ .]+$/, '_');
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  let stem = plain.slice(0, plain.length - ending.length);
  while (Buffer.byteLength(stem) > 180) stem = [...stem].slice(0, -1).join('');
  return `${stem}${ending}`;
}
