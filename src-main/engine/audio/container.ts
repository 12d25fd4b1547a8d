import { readSync } from 'node:fs';

/** What the first and last bytes of a file say about its kind and its completeness, without decoding. */
export interface Container {
  /** The kind its first bytes announce; null when they announce no audio container. */
  readonly kind: 'wav' | 'aiff' | 'flac' | 'ogg' | 'mp3' | 'mp4' | 'caf' | null;
  /** True when the file ends before the end its own header announces. */
  readonly cut: boolean;
  /** Number of MPEG frames a Xing or Info header announces, else null. */
  readonly mpegFrames: number | null;
}

function bytesAt(fd: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(fd, buffer, 0, length, position));
}

/** True when the sound chunk of a RIFF or IFF file reaches over the end of the file. */
function chunkCut(fd: number, size: number, name: string, littleEndian: boolean): boolean {
  let position = 12;
  for (let walked = 0; walked < 1000 && position + 8 <= size; walked++) {
    const header = bytesAt(fd, position, 8);
    if (header.length < 8) return false;
    const length = littleEndian ? header.readUInt32LE(4) : header.readUInt32BE(4);
    if (header.toString('latin1', 0, 4) === name)
      return length !== 0xffffffff && position + 8 + length > size;
    position += 8 + length + (length & 1);
  }
  return false;
}

/** True when the last Ogg page is not marked as the end of its stream or is not whole. */
function oggCut(fd: number, size: number): boolean {
  const start = Math.max(0, size - 65_536 - 307);
  const tail = bytesAt(fd, start, size - start);
  const at = tail.lastIndexOf('OggS');
  if (at < 0 || at + 27 > tail.length) return true;
  const segments = tail[at + 26]!;
  const lacing = tail.subarray(at + 27, at + 27 + segments);
  const pageEnd = at + 27 + segments + lacing.reduce((sum, length) => sum + length, 0);
  return (tail[at + 5]! & 4) === 0 || pageEnd > tail.length;
}

function sizeOfId3(head: Buffer): number {
  if (head.length < 10 || head.toString('latin1', 0, 3) !== 'ID3') return 0;
  return 10 + ((head[6]! << 21) | (head[7]! << 14) | (head[8]! << 7) | head[9]!);
}

function xingFrames(fd: number, head: Buffer): number | null {
  const first = bytesAt(fd, sizeOfId3(head), 256);
  const at = Math.max(first.indexOf('Xing'), first.indexOf('Info'));
  if (at < 0 || at + 12 > first.length || (first.readUInt32BE(at + 4) & 1) === 0) return null;
  return first.readUInt32BE(at + 8);
}

function kindOf(head: Buffer): Container['kind'] {
  const mark = head.toString('latin1', 0, 4);
  const form = head.toString('latin1', 8, 12);
  if ((mark === 'RIFF' || mark === 'RF64' || mark === 'RIFX') && form === 'WAVE') return 'wav';
  if (mark === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return 'aiff';
  if (mark === 'fLaC') return 'flac';
  if (mark === 'OggS') return 'ogg';
  if (mark === 'caff') return 'caf';
  if (head.toString('latin1', 4, 8) === 'ftyp') return 'mp4';
  const sync = head.length >= 2 && head[0] === 0xff ? head[1]! : 0;
  // MPEG layer III, or an ADTS frame of AAC.
  if (mark.startsWith('ID3') || (sync & 0xe6) === 0xe2 || (sync & 0xf6) === 0xf0) return 'mp3';
  return null;
}

/** Reads an open file of `size` bytes; throws what the file system throws. */
export function inspectContainer(fd: number, size: number): Container {
  const head = bytesAt(fd, 0, 12);
  const kind = kindOf(head);
  const cut =
    (kind === 'wav' && head.toString('latin1', 0, 4) === 'RIFF' && chunkCut(fd, size, 'data', true)) ||
    (kind === 'aiff' && chunkCut(fd, size, 'SSND', false)) ||
    (kind === 'ogg' && oggCut(fd, size));
  return { kind, cut, mpegFrames: kind === 'mp3' ? xingFrames(fd, head) : null };
}
