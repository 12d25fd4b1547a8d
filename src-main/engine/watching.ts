import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Track } from '../../src-preload/contract/domain.ts';
import { MezzoError, toPlainError } from '../../src-preload/contract/errors.ts';
import type { WatchEvent, WatchedFolder } from '../../src-preload/contract/watching.ts';
import { nameForMessages, readError } from './audio/storage-error.ts';
import type { Importing } from './importing.ts';
import type { Queue } from './jobs/queue.ts';
import { progressStream } from './jobs/stream.ts';
import type { Library } from './library/library.ts';
import { type SettledFile, SettledFiles } from './settled-files.ts';

/** Folders whose new recordings come into the library by themselves, for as long as the engine runs. */
export interface Watching extends AsyncDisposable {
  list(): WatchedFolder[];
  /** @throws MezzoError when it cannot be read or is no folder. */
  add(path: string): Promise<WatchedFolder[]>;
  setPaused(id: string, paused: boolean): WatchedFolder[];
  remove(id: string): WatchedFolder[];
  /** The folders, then what comes in. The first reader starts the watch. */
  events(signal?: AbortSignal): AsyncGenerator<WatchEvent, void, void>;
}

interface Parts {
  readonly library: Pick<Library, 'watchedFolders' | 'tracks'>;
  readonly importing: Pick<Importing, 'importFile'>;
  readonly queue: Queue;
}

interface Pace {
  /** Between two looks; folders that take long to look through are looked at more seldom. */
  readonly everyMs?: number;
  /** How long a file must have stayed the same. */
  readonly quietMs?: number;
  /** Of the time, at most so much is spent looking: 0 … 1. */
  readonly share?: number;
}

/** What the user adds by hand goes first. */
const PRIORITY = -1;

export function createWatching(
  { library, importing, queue }: Parts,
  { everyMs = 2000, quietMs = 1500, share = 1 / 20 }: Pace = {},
): Watching {
  const files = new SettledFiles(quietMs);
  const problems = new Map<string, string>();
  const readers = new Set<(event: WatchEvent) => void>();
  const stopped = new AbortController();
  const arriving = new Set<Promise<void>>();
  let told = '';
  let work: Promise<void> | null = null;
  let wake = Promise.withResolvers<void>();

  const tell = (event: WatchEvent) => {
    for (const reader of readers) reader(event);
  };
  const list = (): WatchedFolder[] =>
    library.watchedFolders.list().map((folder) => ({ ...folder, problem: problems.get(folder.id) ?? null }));
  const tellFolders = (): WatchedFolder[] => {
    const folders = list();
    const text = JSON.stringify(folders);
    if (text !== told) tell({ kind: 'folders', folders });
    told = text;
    return folders;
  };
  const change = (): WatchedFolder[] => {
    wake.resolve();
    return tellFolders();
  };

  const take = async ({ path, size, modifiedMs }: SettledFile): Promise<void> => {
    const name = basename(path);
    try {
      const known = library.tracks.atPath(path);
      if (known && known.fileSize === size && known.modifiedMs === modifiedMs) return;
      const track: Track = await queue.add(
        ({ signal }) =>
          importing.importFile(path, {
            signal,
            onProgress: (step, fraction) => tell({ kind: 'progress', file: path, name, step, fraction }),
          }),
        { priority: PRIORITY, signal: stopped.signal },
      );
      tell({ kind: 'done', file: path, name, track });
    } catch (cause) {
      if (stopped.signal.aborted) return;
      // A file that went away again was not finished, or is none of ours: it is no failure.
      if (MezzoError.from(cause).code === 'file_missing') files.forget(path);
      else tell({ kind: 'failed', file: path, name, error: toPlainError(cause) });
    }
  };

  const look = async (): Promise<void> => {
    for (const { id, path, paused } of library.watchedFolders.list()) {
      if (paused) continue;
      try {
        const settled = await files.in(path, stopped.signal);
        problems.delete(id);
        for (const file of settled) {
          const taken = take(file).finally(() => arriving.delete(taken));
          arriving.add(taken);
        }
      } catch (cause) {
        if (stopped.signal.aborted) return;
        problems.set(id, folderSentence(cause, path));
      }
    }
    tellFolders();
  };

  const watch = async (): Promise<void> => {
    while (!stopped.signal.aborted) {
      wake = Promise.withResolvers();
      const begun = performance.now();
      // The library may be busy or the disk away; the next look tries again.
      await look().catch(() => {});
      const rest = Math.max(everyMs, (performance.now() - begun) / share);
      await Promise.race([delay(rest, undefined, { signal: stopped.signal }), wake.promise]).catch(() => {});
    }
  };

  return {
    list,
    async add(path) {
      const folder = resolve(path);
      const found = await stat(folder).catch((cause: unknown) => {
        throw new MezzoError('file_missing', folderSentence(cause, folder), { cause });
      });
      if (!found.isDirectory())
        throw new MezzoError('bad_request', `“${nameForMessages(folder)}” is no folder. Choose a folder.`);
      library.watchedFolders.add(folder);
      return change();
    },
    setPaused(id, paused) {
      library.watchedFolders.setPaused(id, paused);
      problems.delete(id);
      return change();
    },
    remove(id) {
      library.watchedFolders.remove(id);
      problems.delete(id);
      return change();
    },
    events: (signal) =>
      progressStream<WatchEvent>(
        async (emit, cancel) => {
          readers.add(emit);
          emit({ kind: 'folders', folders: list() });
          work ??= watch();
          try {
            if (!cancel.aborted) await new Promise((done) => cancel.addEventListener('abort', done));
          } finally {
            readers.delete(emit);
          }
        },
        { signal, subject: (event) => (event.kind === 'folders' ? '' : event.file) },
      ),
    async [Symbol.asyncDispose]() {
      stopped.abort(new MezzoError('cancelled', 'Mezzo is closing.'));
      await work;
      await Promise.all(arriving);
    },
  };
}

function folderSentence(cause: unknown, path: string): string {
  const { code } = readError(cause, nameForMessages(path));
  return code === 'file_missing'
    ? `The folder “${path}” is not there. Connect its disk or put it back, and Mezzo goes on; or stop watching it.`
    : `The folder “${path}” cannot be read. Check that you may open it.`;
}
