import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { writeError } from './audio/storage-error.ts';

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
  /** Appends bytes; returns how many are there. */
  append(uploadId: string, bytes: Uint8Array): Promise<number>;
  discard(uploadId: string): Promise<void>;
  /** Closes a complete upload and hands over its path; the caller owns the file from here. */
  take(uploadId: string): Promise<{ path: string; name: string }>;
}

const maxBytes = 64 * 2 ** 30;

export function createUploads(folder: string): Uploads {
  const open_ = new Map<string, Upload>();

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
        throw new MezzoError('bad_request', `“${name}” is larger than 64 GiB, the most Mezzo takes.`);
      const uploadId = randomUUID();
      const path = join(folder, `${uploadId}.part`);
      mkdirSync(folder, { recursive: true });
      const file = await open(path, 'wx').catch((cause: unknown) => {
        throw writeError(cause, name);
      });
      open_.set(uploadId, { name: fileNameOf(name), size, path, file, received: 0 });
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
      await upload.file.write(bytes, 0, bytes.length, at).catch((cause: unknown) => {
        throw writeError(cause, upload.name);
      });
      return upload.received;
    },
    discard,
    async take(uploadId) {
      const upload = find(uploadId);
      if (upload.received !== upload.size) {
        throw new MezzoError('bad_request', `“${upload.name}” did not arrive whole. Drop the file again.`);
      }
      open_.delete(uploadId);
      await upload.file.close();
      return { path: upload.path, name: upload.name };
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...open_.keys()].map(discard));
    },
  };
}

/** The last part of a name, which may come from another system and is foreign input. */
function fileNameOf(name: string): string {
  const last = basename(name.replaceAll('\\', '/')).replaceAll('\0', '');
  return last === '' || last === '.' || last === '..' ? 'recording' : last;
}
