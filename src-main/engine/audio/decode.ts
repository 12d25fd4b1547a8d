import type { Stats } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import {
  commitDecoded,
  type DecodedHeader,
  decodedPaths,
  findDecoded,
  makeCacheFolder,
  partialPaths,
  removeEntry,
} from './decoded-cache.ts';
import { decodeInProcess } from './decoder-pool.ts';
import { hashFile } from './hash.ts';
import { openPcmFile, type PcmFile } from './pcm-file.ts';
import { buildPeaks, decodePeaks, type Peaks } from './peaks.ts';
import type { PcmSource } from './signal.ts';
import { nameForMessages, readError, writeError } from './storage-error.ts';

/** A recording decoded to disk. Disposing closes it; the decoded samples stay in the cache. */
export interface DecodedAudio extends PcmSource, AsyncDisposable {
  /** Container, such as `WAV` or `Ogg`. */
  readonly format: string;
  /** FFmpeg's name of the codec, such as `pcm_s24le` or `vorbis`. */
  readonly codec: string;
  /** Bits a sample of a lossless codec; null for the others. */
  readonly bitDepth: number | null;
  /** Seconds. */
  readonly duration: number;
  /** Sentences about what was wrong with the file but did not stop it from being read. */
  readonly warnings: readonly string[];
  /** SHA-256 of the file's bytes, hexadecimal. */
  readonly audioHash: string;
  /** Size of the original file in bytes. */
  readonly fileSize: number;
  /** Where the samples lie, to hand to a worker thread. */
  readonly file: PcmFile;
  /** The minimum and maximum pyramid, made while decoding; read once and kept. */
  peaks(): Promise<Peaks>;
}

export interface OpenAudioOptions {
  /** Folder of decoded recordings; made when it does not exist. */
  readonly cacheFolder: string;
  readonly signal?: AbortSignal | undefined;
  /** Fraction done, 0 … 1, never falling. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** Share of the progress that hashing takes; decoding is the rest. */
const HASH_SHARE = 0.1;

async function statOfFile(path: string, name: string): Promise<Stats> {
  const info = await stat(path).catch((cause: unknown) => {
    throw readError(cause, name);
  });
  if (info.isDirectory())
    throw new MezzoError('format_unsupported', `“${name}” is a folder. Choose the sound files inside it.`);
  if (!info.isFile())
    throw new MezzoError('format_unsupported', `“${name}” is not a regular file. Choose a sound file.`);
  if (info.size === 0)
    throw new MezzoError(
      'audio_empty',
      `“${name}” is empty (0 bytes). Choose another file, or copy it again.`,
    );
  return info;
}

async function expectUnchanged(path: string, name: string, before: Stats): Promise<void> {
  const after = await statOfFile(path, name);
  if (after.size !== before.size || after.mtimeMs !== before.mtimeMs || after.ino !== before.ino)
    throw new MezzoError(
      'file_changed',
      `“${name}” changed while it was being read. Wait until it is finished, then open it again.`,
    );
}

async function decodeIntoCache(
  path: string,
  name: string,
  hash: string,
  before: Stats,
  options: OpenAudioOptions,
): Promise<DecodedHeader> {
  const { cacheFolder, signal, onProgress } = options;
  const partial = partialPaths(cacheFolder, hash);
  try {
    await makeCacheFolder(cacheFolder);
    const request = { path, name, samplesPath: partial.samples, peaksPath: partial.peaks };
    const { info, frames, warnings } = await decodeInProcess(request, {
      signal,
      onProgress: (fraction) => onProgress?.(HASH_SHARE + (1 - HASH_SHARE) * fraction),
    });
    await expectUnchanged(path, name, before);
    const { format, codec, bitDepth, sampleRate, channelCount } = info;
    const header: DecodedHeader = {
      version: 1,
      format,
      codec,
      bitDepth,
      sampleRate,
      channelCount,
      frames,
      warnings,
    };
    await commitDecoded(cacheFolder, hash, partial, header);
    return header;
  } catch (cause) {
    await removeEntry(partial).catch(() => {});
    throw writeError(cause, `the decoded audio of ${name}`);
  }
}

async function openDecoded(
  cacheFolder: string,
  hash: string,
  header: DecodedHeader,
  fileSize: number,
): Promise<DecodedAudio> {
  const { sampleRate, channelCount, frames } = header;
  const paths = decodedPaths(cacheFolder, hash);
  const file: PcmFile = { path: paths.samples, sampleRate, channelCount, frames };
  const pcm = await openPcmFile(file);
  let peaks: Promise<Peaks> | null = null;
  return {
    ...pcm,
    format: header.format,
    codec: header.codec,
    bitDepth: header.bitDepth,
    duration: frames / sampleRate,
    warnings: header.warnings,
    audioHash: hash,
    fileSize,
    file,
    peaks: () => {
      // The entry may have been pruned while the recording is open.
      peaks ??= readFile(paths.peaks).then(decodePeaks, () => buildPeaks(pcm));
      return peaks;
    },
  };
}

/**
 * Opens a sound file: WAV, AIFF, FLAC, MP3, AAC/M4A, Ogg Vorbis or Opus, 8 to 192 kHz, 1 to 8 channels. Decodes it in
 * another process into the cache, or takes it from there when a file with the same bytes was decoded before.
 * Throws MezzoError: file_missing, file_unreadable, file_changed, format_unsupported, audio_empty, audio_damaged,
 * disk_full, not_writable, cancelled. A damaged file of which some sound can be read opens with warnings.
 */
export async function openAudio(path: string, options: OpenAudioOptions): Promise<DecodedAudio> {
  const { cacheFolder, signal, onProgress } = options;
  const absolute = resolve(path);
  const name = nameForMessages(path);
  const before = await statOfFile(absolute, name);
  const hash = await hashFile(absolute, {
    signal,
    onProgress: (bytes) => onProgress?.(HASH_SHARE * Math.min(1, bytes / before.size)),
  }).catch((cause: unknown) => {
    throw readError(cause, name);
  });
  await expectUnchanged(absolute, name, before);
  const header =
    (await findDecoded(cacheFolder, hash)) ?? (await decodeIntoCache(absolute, name, hash, before, options));
  const audio = await openDecoded(cacheFolder, hash, header, before.size);
  onProgress?.(1);
  return audio;
}
