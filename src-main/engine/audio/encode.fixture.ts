import {
  AV_CHANNEL_ORDER_NATIVE,
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_LOG_QUIET,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S32P,
  AVFMT_GLOBALHEADER,
  type AVSampleFormat,
  type FFEncoderCodec,
} from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Log, Packet, Rational } from 'node-av/lib';

/** Test sound files, made with FFmpeg's encoders. */
export interface EncodeOptions {
  readonly path: string;
  readonly codec: string;
  readonly sampleRate: number;
  /** Full scale ±1, one array a channel. */
  readonly channels: readonly Float32Array[];
  readonly bitRate?: number;
  /** For lossless codecs that know more than one. */
  readonly bits?: 16 | 24;
}

const MASKS = [0n, 0x4n, 0x3n, 0x7n, 0x33n, 0x607n, 0x3fn, 0x70fn, 0x63fn];
const PREFERRED: readonly AVSampleFormat[] = [
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_S32P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S16,
];
const PLANAR = new Set<number>([AV_SAMPLE_FMT_FLTP, AV_SAMPLE_FMT_S32P, AV_SAMPLE_FMT_S16P]);

function samplesOf(channels: readonly Float32Array[], format: AVSampleFormat): Buffer {
  const frames = channels[0]!.length;
  const ordered = new Float32Array(frames * channels.length);
  for (const [c, channel] of channels.entries())
    for (let n = 0; n < frames; n++)
      ordered[PLANAR.has(format) ? c * frames + n : n * channels.length + c] = channel[n]!;
  if (format === AV_SAMPLE_FMT_FLT || format === AV_SAMPLE_FMT_FLTP) return Buffer.from(ordered.buffer);
  if (format === AV_SAMPLE_FMT_S16 || format === AV_SAMPLE_FMT_S16P)
    return Buffer.from(Int16Array.from(ordered, (value) => value * 2 ** 15).buffer);
  return Buffer.from(Int32Array.from(ordered, (value) => value * 2 ** 31).buffer);
}

function formatFor(codec: Codec, bits: 16 | 24 | undefined): AVSampleFormat {
  const offered = codec.sampleFormats ?? [];
  const sixteen: readonly number[] = [AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P];
  const wanted = bits === 16 ? offered.filter((format) => sixteen.includes(format)) : offered;
  const found = PREFERRED.find((format) => wanted.includes(format));
  if (found === undefined) throw new Error('no sample format the fixture can make');
  return found;
}

/** Writes a sound file; the extension of `path` chooses the container. */
export function encodeFile(options: EncodeOptions): void {
  Log.setLevel(AV_LOG_QUIET);
  const { path, sampleRate, channels } = options;
  const codec = Codec.findEncoderByName(options.codec as FFEncoderCodec);
  if (!codec) throw new Error(`no encoder ${options.codec}`);
  const layout = {
    nbChannels: channels.length,
    order: AV_CHANNEL_ORDER_NATIVE,
    mask: MASKS[channels.length]!,
  };
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.sampleRate = sampleRate;
  encoder.sampleFormat = formatFor(codec, options.bits);
  encoder.channelLayout = layout;
  encoder.timeBase = new Rational(1, sampleRate);
  if (options.bitRate) encoder.bitRate = BigInt(options.bitRate);
  if (options.bits) encoder.bitsPerRawSample = options.bits;
  const format = new FormatContext();
  FFmpegError.throwIfError(format.allocOutputContext2(null, null, path), 'choose a container');
  if ((format.oformat?.flags ?? 0) & AVFMT_GLOBALHEADER) encoder.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  FFmpegError.throwIfError(encoder.open2Sync(codec, null), 'open the encoder');
  const stream = format.newStream(codec);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, sampleRate);
  FFmpegError.throwIfError(format.openOutputSync(), 'open the file');
  FFmpegError.throwIfError(format.writeHeaderSync(null), 'write the header');
  const packet = new Packet();
  packet.alloc();
  const drain = () => {
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = 0;
      packet.rescaleTs({ num: 1, den: sampleRate }, stream.timeBase);
      FFmpegError.throwIfError(format.interleavedWriteFrameSync(packet), 'write');
    }
  };
  const block = encoder.frameSize || 4096;
  const total = channels[0]!.length;
  for (let at = 0; at < total; at += block) {
    const part = channels.map((channel) => channel.subarray(at, Math.min(total, at + block)));
    const frame = Frame.fromAudioBuffer(samplesOf(part, encoder.sampleFormat), {
      nbSamples: part[0]!.length,
      format: encoder.sampleFormat,
      sampleRate,
      channelLayout: layout,
      pts: BigInt(at),
      timeBase: { num: 1, den: sampleRate },
    });
    FFmpegError.throwIfError(encoder.sendFrameSync(frame), 'encode');
    frame.free();
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  FFmpegError.throwIfError(format.writeTrailerSync(), 'finish the file');
  format.closeOutputSync();
  packet.free();
  encoder.freeContext();
}
