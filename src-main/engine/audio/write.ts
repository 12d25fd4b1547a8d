import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { AudioFormat } from '../../../src-preload/contract/contract.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { createQuantiser, type Quantiser } from './quantise.ts';
import type { PcmSource } from './signal.ts';
import { nameForMessages, writeError } from './storage-error.ts';
import { wavHeader } from './wav-header.ts';

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

/** Turns pieces of audio into the bytes of a file. */
interface Encoding extends Disposable {
  readonly blockFrames: number;
  readonly clippedSamples: number;
  header(): Buffer;
  encode(channels: readonly Float32Array[], count: number): Promise<Uint8Array>;
  finish(): Promise<Uint8Array>;
}

const BLOCK = 1 << 15;
const LARGEST_FLAC_RATE = 655_350;

/** Calls `put` with every sample in interleaved order. */
function eachSample(
  channels: readonly Float32Array[],
  count: number,
  put: (value: number, index: number) => void,
): void {
  for (let n = 0, i = 0; n < count; n++)
    for (let c = 0; c < channels.length; c++, i++) put(channels[c]![n]!, i);
}

function wavBytes(
  channels: readonly Float32Array[],
  count: number,
  quantiser: Quantiser | null,
  bits: 16 | 24 | 32,
) {
  const bytes = Buffer.alloc((count * channels.length * bits) / 8);
  if (bits === 16) {
    eachSample(channels, count, (value, i) => bytes.writeInt16LE(quantiser!.round(value), 2 * i));
    return bytes;
  }
  if (bits === 24) {
    eachSample(channels, count, (value, i) => bytes.writeIntLE(quantiser!.round(value), 3 * i, 3));
    return bytes;
  }
  eachSample(channels, count, (value, i) => bytes.writeFloatLE(value, 4 * i));
  return bytes;
}

function wavEncoding(pcm: PcmSource, bits: 16 | 24 | 32): Encoding {
  const quantiser = bits === 32 ? null : createQuantiser(bits);
  const { sampleRate, channelCount, frames } = pcm;
  const odd = ((frames * channelCount * bits) / 8) % 2 === 1;
  return {
    blockFrames: BLOCK,
    get clippedSamples() {
      return quantiser?.clippedSamples ?? 0;
    },
    header: () => wavHeader({ sampleRate, channelCount, frames, bits, float: bits === 32 }),
    encode: async (channels, count) => wavBytes(channels, count, quantiser, bits),
    finish: async () => new Uint8Array(odd ? 1 : 0),
    [Symbol.dispose]: () => {},
  };
}

/** FFmpeg is loaded only when it is needed. */
async function flacEncoding(pcm: PcmSource): Promise<Encoding> {
  if (pcm.sampleRate > LARGEST_FLAC_RATE || pcm.channelCount > 8)
    throw new MezzoError('bad_request', 'FLAC holds at most 8 channels and 655,350 Hz. Choose WAV instead.');
  const { createFlacEncoder } = await import('./flac-encoder.ts');
  const encoder = createFlacEncoder(pcm.sampleRate, pcm.channelCount);
  const quantiser = createQuantiser(24);
  return {
    blockFrames: encoder.blockFrames,
    get clippedSamples() {
      return quantiser.clippedSamples;
    },
    header: () => encoder.header(),
    async encode(channels, count) {
      const samples = new Int32Array(count * channels.length);
      eachSample(channels, count, (value, i) => {
        samples[i] = quantiser.round(value) << 8;
      });
      return encoder.encode(samples);
    },
    finish: () => encoder.finish(),
    [Symbol.dispose]: () => encoder[Symbol.dispose](),
  };
}

function encodingOf(pcm: PcmSource, format: AudioFormat): Encoding | Promise<Encoding> {
  if (format === 'flac') return flacEncoding(pcm);
  return wavEncoding(pcm, format === 'wav16' ? 16 : format === 'wav24' ? 24 : 32);
}

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
  const pieceFrames = encoding.blockFrames * Math.max(1, Math.floor(BLOCK / encoding.blockFrames));
  let position = await writeAll(file, encoding.header(), 0);
  for (let at = 0; at < pcm.frames; at += pieceFrames) {
    options.signal?.throwIfAborted();
    const count = Math.min(pieceFrames, pcm.frames - at);
    const channels = await pcm.read(at, count);
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
 * Writes a recording at its own rate and channels: `wav16` (dithered where needed, see quantise.ts), `wav24`, `wav32f` or
 * `flac` (24 bits). Streams through a temporary file beside the target that takes its place when everything is on disk,
 * so that a failure or a cancel leaves an older file untouched and nothing new. WAV files over 4 GiB become RF64.
 * Throws MezzoError disk_full, not_writable, cancelled, bad_request, or what reading the source throws.
 */
export async function writeAudio(
  pcm: PcmSource,
  path: string,
  format: AudioFormat,
  options: WriteAudioOptions = {},
): Promise<WrittenAudio> {
  const target = resolve(path);
  const name = nameForMessages(path);
  const partial = join(dirname(target), `.${randomUUID()}.partial`);
  const openFile = options.openFile ?? ((at: string) => open(at, 'wx'));
  try {
    options.signal?.throwIfAborted();
    using encoding = await encodingOf(pcm, format);
    const file = await openFile(partial);
    const bytes = await stream(pcm, encoding, file, options).finally(() => file.close());
    await rename(partial, target);
    return { bytes, clippedSamples: encoding.clippedSamples };
  } catch (cause) {
    await rm(partial, { force: true }).catch(() => {});
    throw writeError(cause, name);
  }
}
