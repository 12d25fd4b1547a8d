import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/**
 * One entry of the cache on disk: the bytes, then a seal of 40 bytes, "MEZZO\0\0\1" and the SHA-256 of the bytes.
 * The seal stands at the end, so that the bytes start aligned for any array.
 */
const mark = Buffer.from('MEZZO\0\0\u0001', 'latin1');
const sealBytes = mark.length + 32;

export function sealOf(data: ArrayBufferView): Buffer {
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return Buffer.concat([mark, createHash('sha256').update(bytes).digest()]);
}

/** The bytes of an entry, when their seal is right. */
export async function readSealed(path: string): Promise<ArrayBuffer | 'missing' | 'damaged'> {
  try {
    await using file = await open(path, 'r');
    const { size } = await file.stat();
    if (size < sealBytes) return 'damaged';
    const all = new Uint8Array(size);
    for (let at = 0; at < size; ) {
      const { bytesRead } = await file.read(all, at, size - at, at);
      if (bytesRead === 0) return 'damaged';
      at += bytesRead;
    }
    const bytes = all.subarray(0, size - sealBytes);
    if (!sealOf(bytes).equals(all.subarray(size - sealBytes))) return 'damaged';
    return all.buffer.transfer(bytes.byteLength);
  } catch {
    // Not there, or not to be read just now; only bytes that were read can be called damaged.
    return 'missing';
  }
}
