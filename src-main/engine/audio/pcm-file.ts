import { closeSync, openSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { PcmSource } from './signal.ts';

/**
 * Samples on disk: interleaved little-endian Float32, nothing else in the file. Plain data, so that it can be handed to
 * a worker thread that opens it for itself.
 */
export interface PcmFile {
  readonly path: string;
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Length in samples a channel. */
  readonly frames: number;
}

/** The part of [start, start + count) that lies inside the recording. */
function inside(file: PcmFile, start: number, count: number): { from: number; to: number } {
  const from = Math.min(file.frames, Math.max(0, start));
  return { from, to: Math.max(from, Math.min(file.frames, start + count)) };
}

/** One array a channel of `count` samples; `samples` are interleaved and begin at index `at`. */
function split(samples: Float32Array, channelCount: number, count: number, at: number): Float32Array[] {
  return Array.from({ length: channelCount }, (_, c) => {
    const channel = new Float32Array(count);
    for (let n = at, i = c; i < samples.length; n++, i += channelCount) channel[n] = samples[i]!;
    return channel;
  });
}

function shorter(): MezzoError {
  return new MezzoError(
    'audio_damaged',
    'The decoded audio in the cache is shorter than it was. Open the recording again to decode it anew.',
  );
}

/** Opens such a file for random access; disposing closes it. On POSIX systems it may be deleted meanwhile. */
export async function openPcmFile(file: PcmFile): Promise<PcmSource & AsyncDisposable> {
  const { channelCount, frames, sampleRate } = file;
  const handle = await open(file.path, 'r');
  let closed = false;
  return {
    sampleRate,
    channelCount,
    frames,
    async read(start, count) {
      const { from, to } = inside(file, start, count);
      const samples = new Float32Array((to - from) * channelCount);
      const bytes = Buffer.from(samples.buffer);
      for (let done = 0; done < bytes.length; ) {
        if (closed) throw new MezzoError('cancelled', 'Cancelled: the recording was closed meanwhile.');
        const position = from * channelCount * 4 + done;
        const { bytesRead } = await handle.read(bytes, done, bytes.length - done, position);
        if (bytesRead === 0) throw shorter();
        done += bytesRead;
      }
      return split(samples, channelCount, count, from - start);
    },
    [Symbol.asyncDispose]() {
      closed = true;
      return handle.close();
    },
  };
}

/** The same for a worker thread, which may block: many short reads are much faster so. */
export interface BlockingPcm extends Disposable {
  read(start: number, count: number): Float32Array[];
}

export function openPcmFileBlocking(file: PcmFile): BlockingPcm {
  const { channelCount } = file;
  const fd = openSync(file.path, 'r');
  return {
    read(start, count) {
      const { from, to } = inside(file, start, count);
      const samples = new Float32Array((to - from) * channelCount);
      for (let done = 0; done < samples.byteLength; ) {
        const bytesRead = readSync(
          fd,
          samples,
          done,
          samples.byteLength - done,
          from * channelCount * 4 + done,
        );
        if (bytesRead === 0) throw shorter();
        done += bytesRead;
      }
      return split(samples, channelCount, count, from - start);
    },
    [Symbol.dispose]: () => closeSync(fd),
  };
}
