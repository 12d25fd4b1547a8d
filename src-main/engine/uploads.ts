import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { nameForMessages, writeError } from './audio/storage-error.ts';
import { makeFolder } from './library/make-folder.ts';

interface Upload {
  readonly name: string;
  readonly size: number;
  readonly path: string;
  readonly file: FileHandle;
  received: number;
}

/**
 * Files whose bytes come through the contract, for hosts where a file has no path. An upload becomes a file of the library's
 * imports folder once all its bytes are there; until then it can be discarded.
 */
export interface Uploads extends AsyncDisposable {
  begin(name: string, size: number): Promise<string>;
  /** Appends bytes; returns how many are there. An upload whose bytes cannot be written is discarded. */
  append(uploadId: string, bytes: Uint8Array): Promise<number>;
  discard(uploadId: string): Promise<void>;
  /** Closes a complete upload and hands over its path; the caller owns the file from here. */
  take(uploadId: string): Promise<{ path: string; name: string }>;
}

const maxBytes = 64 * 2 ** 30;
/** An unfinished upload this old was left by an engine that was killed. */
const abandonedMs = 24 * 3600 * 1000;

export function createUploads(folder: string): Uploads {
  const open_ = new Map<string, Upload>();
  void removeAbandoned(folder);

  const find = (uploadId: string): Upload => {
    const upload = open_.get(uploadId);
    if (!upload) throw new MezzoError('not_found', 'This upload is not known any more. Drop the file again.');
    return upload;
  };
  const discard = async (uploadId: string): Promise<void> => {
    const upload = open_.get(uploadId);
    if (!upload) return;
    open_.delete(uploadId);
    await upload.file.close();
    await rm(upload.path, { force: true });
  };

  return {
    async begin(name, size) {
      if (size > maxBytes)
        throw new MezzoError(
          'bad_request',
          `“${nameForMessages(name)}” is larger than 64 GiB, the most Mezzo takes. Cut it into shorter files.`,
        );
      const uploadId = randomUUID();
      const path = join(folder, `${uploadId}.part`);
      try {
        await makeFolder(folder);
        const file = await open(path, 'wx');
        open_.set(uploadId, { name: fileNameOf(name), size, path, file, received: 0 });
      } catch (cause) {
        throw writeError(cause, nameForMessages(name));
      }
      return uploadId;
    },
    async append(uploadId, bytes) {
      const upload = find(uploadId);
      if (upload.received + bytes.length > upload.size) {
        throw new MezzoError(
          'bad_request',
          `More bytes came for “${upload.name}” than were announced. Drop the file again.`,
        );
      }
      const at = upload.received;
      upload.received += bytes.length;
      try {
        await writeAll(upload.file, bytes, at);
      } catch (cause) {
        await discard(uploadId).catch(() => {});
        throw writeError(cause, nameForMessages(upload.name));
      }
      return upload.received;
    },
    discard,
    async take(uploadId) {
      const upload = find(uploadId);
      if (upload.received !== upload.size) {
        throw new MezzoError('bad_request', `“${upload.name}” did not arrive whole. Drop the file again.`);
      }
      open_.delete(uploadId);
      try {
        // The upload may be the only copy: it must be on the disk before the library speaks of it.
        await upload.file.sync().finally(() => upload.file.close());
      } catch (cause) {
        await rm(upload.path, { force: true }).catch(() => {});
        throw writeError(cause, nameForMessages(upload.name));
      }
      return { path: upload.path, name: upload.name };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...open_.keys()].map(discard));
    },
  };
}

/** A disk that is nearly full takes part of a write without an error. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let at = 0; at < bytes.length; )
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
}

async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    if (!name.endsWith('.part')) continue;
    const path = join(folder, name);
    const info = await stat(path).catch(() => null);
    if (info && Date.now() - info.mtimeMs > abandonedMs) await rm(path, { force: true }).catch(() => {});
  }
}

/** The last part of a name, which may come from another system and is foreign input. */
function fileNameOf(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replaceAll('\0', '');
  return last === '' || last === '.' || last === '..' ? 'recording' : last;
}
