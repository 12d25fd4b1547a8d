import { mkdir, rename, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ImportEvent, Source } from '../../src-preload/contract/contract.ts';
import type { Track } from '../../src-preload/contract/domain.ts';
import { writeError } from './audio/storage-error.ts';
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

export function createImporting({ library, recordings, uploads, grants, queue }: Parts): Importing {
  const importFile: Importing['importFile'] = async (
    path,
    { name = basename(path), signal, onProgress } = {},
  ) => {
    await using recording = await recordings.openFile(path, {
      signal,
      onProgress: (fraction) => onProgress?.('Reading', fraction),
    });
    const { mtimeMs } = await stat(path);
    const { audioHash, fileSize, duration, sampleRate, channelCount: channels, frames, format } = recording;
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
    });
  };

  /** The file behind a source; an upload moves to a folder of its own, so that it keeps its name. */
  const locate = async (source: Source): Promise<{ path: string; name: string }> => {
    if (source.kind === 'grant') {
      const path = grants.resolve(source.token, 'read');
      return { path, name: basename(path) };
    }
    const upload = await uploads.take(source.uploadId);
    const folder = join(library.folders.imports, source.uploadId);
    const path = join(folder, upload.name);
    try {
      await mkdir(folder, { recursive: true });
      await rename(upload.path, path);
    } catch (cause) {
      throw writeError(cause, upload.name);
    }
    return { path, name: upload.name };
  };

  return {
    importFile,
    async *importSources(sources, projectId, signal) {
      const names = new Map<number, string>();
      const work = async (source: Source, context: BatchContext): Promise<Track> => {
        const { path, name } = await locate(source);
        names.set(context.index, name);
        const track = await importFile(path, { name, signal: context.signal, onProgress: context.progress });
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
