import { randomUUID } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ExportEvent } from '../../src-preload/contract/contract.ts';
import type { AudioRef } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { findExportFormat } from './audio/export-formats.ts';
import { readError, writeError } from './audio/storage-error.ts';
import { writeWhole } from './audio/whole-file.ts';
import { writeAudio } from './audio/write.ts';
import type { Grants } from './grants.ts';
import { progressStream } from './jobs/stream.ts';
import type { Library } from './library/library.ts';
import { makeFolder } from './library/make-folder.ts';
import { expectNoOriginal } from './originals.ts';
import type { Sounds } from './sounds.ts';

export type ExportDestination =
  | { readonly kind: 'grant'; readonly token: string }
  | { readonly kind: 'download' };

/** Writing sounds to files: to a place the user chose, or to a file that the renderer fetches piece by piece. */
export interface Exporting extends AsyncDisposable {
  audio(
    audio: AudioRef,
    format: string,
    destination: ExportDestination,
    signal?: AbortSignal,
  ): AsyncGenerator<ExportEvent>;
  /** Writes the text that `write` makes. */
  text(
    ending: string,
    write: (signal: AbortSignal, onProgress: (fraction: number) => void) => Promise<string>,
    destination: ExportDestination,
    signal?: AbortSignal,
  ): AsyncGenerator<ExportEvent>;
  /** Writes bytes to a place the user chose; returns its path. */
  save(token: string, content: Uint8Array): Promise<string>;
  /** Bytes of a download; fewer than asked for at its end. */
  read(exportId: string, offset: number, length: number): Promise<Uint8Array<ArrayBuffer>>;
  discard(exportId: string): Promise<void>;
}

interface Written {
  readonly bytes: number;
  /** A sentence, or null. */
  readonly warning: string | null;
}

const abandonedMs = 24 * 3600 * 1000;

export function createExporting(library: Library, sounds: Sounds, grants: Grants): Exporting {
  const folder = join(library.folders.root, 'exports');
  const downloads = new Map<string, string>();
  void removeAbandoned(folder);

  const discard = async (exportId: string): Promise<void> => {
    const path = downloads.get(exportId);
    downloads.delete(exportId);
    if (path !== undefined) await rm(path, { force: true });
  };

  const granted = async (token: string): Promise<string> => {
    const path = grants.resolve(token, 'write');
    await expectNoOriginal(path, library);
    return path;
  };

  const placeOf = async (
    destination: ExportDestination,
    exportId: string,
    ending: string,
  ): Promise<string> => {
    if (destination.kind === 'grant') return granted(destination.token);
    const path = join(folder, `${exportId}.${ending}`);
    await makeFolder(folder).catch((cause: unknown) => {
      throw writeError(cause, basename(path));
    });
    return path;
  };

  /** Writes one file to its place and tells where it lies. */
  const exporting = (
    ending: () => string,
    destination: ExportDestination,
    signal: AbortSignal | undefined,
    write: (path: string, cancel: AbortSignal, onProgress: (fraction: number) => void) => Promise<Written>,
  ) =>
    progressStream<ExportEvent>(
      async (emit, cancel) => {
        const exportId = randomUUID();
        const path = await placeOf(destination, exportId, ending());
        const onProgress = (fraction: number) => emit({ kind: 'progress', fraction });
        const { bytes, warning } = await write(path, cancel, onProgress);
        if (destination.kind === 'download') downloads.set(exportId, path);
        const name = basename(path);
        emit({
          kind: 'done',
          exportId,
          name,
          bytes,
          path: destination.kind === 'grant' ? path : null,
          warning,
        });
      },
      { signal },
    );

  return {
    audio: (audio, format, destination, signal) =>
      exporting(
        () => findExportFormat(format).ending,
        destination,
        signal,
        async (path, cancel, onProgress) => {
          const { pcm } = await sounds.of(audio);
          const options = { signal: cancel, onProgress };
          const { bytes, clippedSamples } = await writeAudio(pcm, path, format, options);
          return { bytes, warning: clippingWarning(clippedSamples) };
        },
      ),
    text: (ending, write, destination, signal) =>
      exporting(
        () => ending,
        destination,
        signal,
        async (path, cancel, onProgress) => {
          const content = Buffer.from(await write(cancel, onProgress));
          await writeWhole(path, content);
          return { bytes: content.length, warning: null };
        },
      ),
    async save(token, content) {
      const path = await granted(token);
      await writeWhole(path, content);
      return path;
    },
    async read(exportId, offset, length) {
      const path = downloads.get(exportId);
      if (path === undefined)
        throw new MezzoError('not_found', 'This export is not there any more. Export again.');
      try {
        await using file = await open(path, 'r');
        const { size } = await stat(path);
        const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
        await file.read(bytes, 0, bytes.length, offset);
        return bytes;
      } catch (cause) {
        throw readError(cause, basename(path));
      }
    },
    discard,
    async [Symbol.asyncDispose]() {
      await Promise.all([...downloads.keys()].map(discard));
    },
  };
}

/** Downloads of an engine that was killed; another engine on the same library may be at work on younger ones. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info && Date.now() - info.mtimeMs > abandonedMs) await rm(path, { force: true }).catch(() => {});
  }
}

/** A sentence about samples that were held at full scale, or null when none was. */
export function clippingWarning(clippedSamples: number): string | null {
  if (clippedSamples === 0) return null;
  return `${clippedSamples} samples were above full scale and were clipped. Lower a gain, or export as 32-bit float WAV, which keeps them.`;
}
