import type { Source } from '../../src-preload/contract/contract.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { Connection, EngineClient } from '../engine-client.ts';

/** Bytes a step; well under what one frame may hold. */
export const chunkBytes = 4 * 1024 * 1024;

export interface UploadOptions {
  readonly signal?: AbortSignal;
  /** Called after each step with the part that is done, 0 … 1. */
  readonly onProgress?: (fraction: number) => void;
}

/**
 * A file the user dropped or chose, as the engine may open it: by a grant where the host knows the file's place, else by
 * sending its bytes. Throws MezzoError; a cancelled or failed upload leaves nothing in the engine.
 */
export async function sourceOf(
  { client, capabilities }: Pick<Connection, 'client' | 'capabilities'>,
  file: File,
  options: UploadOptions = {},
): Promise<Source> {
  // A file dragged out of another program may have no path; then its bytes are all there is.
  const token = await capabilities.grantFile?.(file).catch(() => null);
  if (token) return { kind: 'grant', token };
  return uploadFile(client, file, options);
}

/** Sends a file's bytes in steps of `chunkBytes`. */
export async function uploadFile(
  client: EngineClient,
  file: File,
  { signal, onProgress }: UploadOptions = {},
): Promise<Source> {
  const call = signal ? { signal } : {};
  const { uploadId } = await client.uploads.begin({ name: file.name, size: file.size }, call);
  try {
    for (let start = 0; start < file.size; start += chunkBytes) {
      const end = Math.min(file.size, start + chunkBytes);
      const chunk = await readChunk(file, start, end);
      await client.uploads.append({ uploadId, chunk }, call);
      onProgress?.(end / file.size);
    }
  } catch (cause) {
    await client.uploads.discard({ uploadId }).catch(() => {});
    throw cause;
  }
  return { kind: 'upload', uploadId };
}

async function readChunk(file: File, start: number, end: number): Promise<Blob> {
  try {
    return new Blob([await file.slice(start, end).arrayBuffer()]);
  } catch (cause) {
    const sentence = `“${file.name}” changed or went away while it was read. Drop it again.`;
    throw new MezzoError('file_changed', sentence, { cause });
  }
}
