import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';

export interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes hashed so far. */
  readonly onProgress?: ((bytes: number) => void) | undefined;
}

/** SHA-256 of a file's bytes, hexadecimal, read in pieces. Rejects with the file system's own error or an AbortError. */
export async function hashFile(path: string, options: HashOptions = {}): Promise<string> {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = createReadStream(path, { highWaterMark: 1 << 20, signal: options.signal });
  for await (const piece of stream as AsyncIterable<Buffer>) {
    hash.update(piece);
    bytes += piece.length;
    options.onProgress?.(bytes);
  }
  return hash.digest('hex');
}
