import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Encoding } from './export-format.ts';
import { findExportFormat } from './export-formats.ts';
import type { PcmSource } from './signal.ts';
import { nameForMessages, writeError } from './storage-error.ts';

/** The part of an open file that writing needs; tests give one whose disk is full. */
export interface OutputFile {
  write(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ bytesWritten: number }>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

export interface WriteAudioOptions {
  readonly signal?: AbortSignal | undefined;
  /** Fraction done, 0 … 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  readonly openFile?: ((path: string) => Promise<OutputFile>) | undefined;
}

export interface WrittenAudio {
  readonly bytes: number;
  /** Values beyond full scale that were held at it; always 0 for `wav32f`. */
  readonly clippedSamples: number;
}

const PIECE_FRAMES = 1 << 15;

async function writeAll(file: OutputFile, bytes: Uint8Array, position: number): Promise<number> {
  for (let at = 0; at < bytes.length; )
    at += (await file.write(bytes, at, bytes.length - at, position + at)).bytesWritten;
  return position + bytes.length;
}

async function stream(
  pcm: PcmSource,
  encoding: Encoding,
  file: OutputFile,
  options: WriteAudioOptions,
): Promise<number> {
  const pieceFrames = encoding.blockFrames * Math.max(1, Math.floor(PIECE_FRAMES / encoding.blockFrames));
  let position = await writeAll(file, encoding.header(), 0);
  for (let at = 0; at < pcm.frames; at += pieceFrames) {
    options.signal?.throwIfAborted();
    const count = Math.min(pieceFrames, pcm.frames - at);
    const channels = await pcm.read(at, count, options.signal);
    for (let from = 0; from < count; from += encoding.blockFrames) {
      const part = Math.min(encoding.blockFrames, count - from);
      const block = channels.map((channel) => channel.subarray(from, from + part));
      position = await writeAll(file, await encoding.encode(block, part), position);
    }
    options.onProgress?.((at + count) / pcm.frames);
  }
  position = await writeAll(file, await encoding.finish(), position);
  await writeAll(file, encoding.header(), 0);
  await file.sync();
  return position;
}

/**
 * Writes a recording at its own rate and channels in a format of export-formats.ts. Streams through a temporary file beside
 * the target that takes its place when everything is on disk, so that a failure or a cancel leaves an older file untouched and nothing new.
 * Throws MezzoError disk_full, not_writable, cancelled, bad_request, or what reading the source throws.
 */
export async function writeAudio(
  pcm: PcmSource,
  path: string,
  format: string,
  options: WriteAudioOptions = {},
): Promise<WrittenAudio> {
  const target = resolve(path);
  const name = nameForMessages(path);
  const partial = join(dirname(target), `.${randomUUID()}.partial`);
  const openFile = options.openFile ?? ((at: string) => open(at, 'wx'));
  try {
    options.signal?.throwIfAborted();
    using encoding = await findExportFormat(format).open(pcm);
    const file = await openFile(partial);
    const bytes = await stream(pcm, encoding, file, options).finally(() => file.close());
    await rename(partial, target);
    return { bytes, clippedSamples: encoding.clippedSamples };
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw writeError(cause, name);
  }
}
