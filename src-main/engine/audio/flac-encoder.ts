import { createHash } from 'node:crypto';
import { AV_CHANNEL_ORDER_NATIVE, AV_SAMPLE_FMT_S32, AVERROR_EAGAIN, AVERROR_EOF } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, Frame, Packet, Rational } from 'node-av/lib';

/**
 * FLAC, 24 bits, streamed. A FLAC file is a header of fixed length (marker and STREAMINFO) and then the encoder's packets
 * as they come; the header is known for certain only at the end, so it is written twice. The checksum of the samples in
 * it is computed here: what FFmpeg puts there does not agree with the reference decoder.
 */
export interface FlacEncoder extends Disposable {
  /** Samples a channel that `encode` takes at once; only the last piece may be shorter. */
  readonly blockFrames: number;
  /** Interleaved 24-bit integers in the upper bits of 32; returns the bytes that are finished. */
  encode(samples: Int32Array): Promise<Buffer>;
  /** The last bytes; nothing may be encoded after. */
  finish(): Promise<Buffer>;
  /** Marker and STREAMINFO, always of the same length; true lengths and checksum after `finish`. */
  header(): Buffer;
}

const STREAMINFO_BYTES = 34;
/** Where the 16 bytes of the samples' MD5 begin in STREAMINFO. */
const CHECKSUM_AT = 18;
const LAST_BLOCK = 0x80;
/** The reference encoder's choice; FFmpeg cannot decode its own largest blocks of six channels at 192 kHz. */
const BLOCK_FRAMES = 4096;
/** WAV's and FFmpeg's channel masks, mono … 7.1. */
const LAYOUTS = [0n, 0x4n, 0x3n, 0x7n, 0x33n, 0x607n, 0x60fn, 0x70fn, 0x63fn];

/** Encoding runs on the thread pool. `sampleRate` in hertz, 1 to 8 channels. Throws FFmpegError when FFmpeg refuses. */
export function createFlacEncoder(sampleRate: number, channelCount: number): FlacEncoder {
  const codec = Codec.findEncoderByName('flac' as Parameters<typeof Codec.findEncoderByName>[0]);
  if (!codec) throw new Error('the FLAC encoder is missing');
  const layout = { nbChannels: channelCount, order: AV_CHANNEL_ORDER_NATIVE, mask: LAYOUTS[channelCount]! };
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleRate = sampleRate;
  context.sampleFormat = AV_SAMPLE_FMT_S32;
  context.bitsPerRawSample = 24;
  context.channelLayout = layout;
  context.timeBase = new Rational(1, sampleRate);
  context.frameSize = BLOCK_FRAMES;
  FFmpegError.throwIfError(context.open2Sync(codec, null), 'open the FLAC encoder');
  const packet = new Packet();
  packet.alloc();
  let encoded = 0;
  const md5 = createHash('md5');
  let checksum: Buffer = Buffer.alloc(16);

  async function take(): Promise<Buffer> {
    const pieces: Buffer[] = [];
    for (;;) {
      const status = await context.receivePacket(packet);
      if (status === AVERROR_EAGAIN || status === AVERROR_EOF) return Buffer.concat(pieces);
      FFmpegError.throwIfError(status, 'encode FLAC');
      if (packet.data) pieces.push(Buffer.from(packet.data));
      packet.unref();
    }
  }

  return {
    blockFrames: context.frameSize,
    async encode(samples) {
      const count = samples.length / channelCount;
      const frame = Frame.fromAudioBuffer(
        Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength),
        {
          nbSamples: count,
          format: AV_SAMPLE_FMT_S32,
          sampleRate,
          channelLayout: layout,
          pts: BigInt(encoded),
          timeBase: { num: 1, den: sampleRate },
        },
      );
      encoded += count;
      md5.update(upper24(samples));
      try {
        FFmpegError.throwIfError(await context.sendFrame(frame), 'encode FLAC');
      } finally {
        frame.free();
      }
      return take();
    },
    async finish() {
      FFmpegError.throwIfError(await context.sendFrame(null), 'finish FLAC');
      checksum = md5.digest();
      return take();
    },
    header() {
      const info = context.extraData;
      if (info?.length !== STREAMINFO_BYTES) throw new Error('the FLAC encoder gave no STREAMINFO');
      const head = Buffer.from([...Buffer.from('fLaC'), LAST_BLOCK, 0, 0, STREAMINFO_BYTES]);
      return Buffer.concat([head, info.subarray(0, CHECKSUM_AT), checksum]);
    },
    [Symbol.dispose]() {
      packet.free();
      context.freeContext();
    },
  };
}

/** The 24 bits that count, as the three bytes a sample that the checksum is taken over. */
function upper24(samples: Int32Array): Buffer {
  const bytes = Buffer.alloc(3 * samples.length);
  for (let i = 0, at = 0; i < samples.length; i++, at += 3) {
    const value = samples[i]!;
    bytes[at] = (value >> 8) & 255;
    bytes[at + 1] = (value >> 16) & 255;
    bytes[at + 2] = (value >> 24) & 255;
  }
  return bytes;
}
