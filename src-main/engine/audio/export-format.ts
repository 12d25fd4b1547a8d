import type { ExportFormat as Described } from '../../../src-preload/contract/domain.ts';
import type { PcmSource } from './signal.ts';

/** Turns pieces of audio into the bytes of a file. */
export interface Encoding extends Disposable {
  /** Samples a channel that `encode` takes at once; only the last piece may be shorter. */
  readonly blockFrames: number;
  /** Values beyond full scale that were held at it so far. */
  readonly clippedSamples: number;
  /** Written first, and again when everything else is; always of the same length. */
  header(): Buffer;
  encode(channels: readonly Float32Array[], count: number): Promise<Uint8Array>;
  /** The last bytes. */
  finish(): Promise<Uint8Array>;
}

/** A kind of file that audio can be written as. One format is one file, listed in export-formats.ts. */
export interface ExportFormat extends Described {
  /** Throws `bad_request` for a recording that the format cannot hold. */
  open(pcm: Pick<PcmSource, 'sampleRate' | 'channelCount' | 'frames'>): Encoding | Promise<Encoding>;
}
