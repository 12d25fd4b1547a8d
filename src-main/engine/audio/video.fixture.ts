import { AV_PIX_FMT_YUV420P, type FFEncoderCodec } from 'node-av/constants';
import { Codec, CodecContext, FFmpegError, FormatContext, Frame, Packet, Rational } from 'node-av/lib';

/** Writes a film of four grey pictures without sound. */
export function encodeVideoOnly(path: string): void {
  const codec = Codec.findEncoderByName('mpeg4' as FFEncoderCodec);
  if (!codec) throw new Error('no encoder mpeg4');
  const encoder = new CodecContext();
  encoder.allocContext3(codec);
  encoder.width = 32;
  encoder.height = 32;
  encoder.pixelFormat = AV_PIX_FMT_YUV420P;
  encoder.timeBase = new Rational(1, 25);
  FFmpegError.throwIfError(encoder.open2Sync(codec, null), 'open the encoder');
  const format = new FormatContext();
  FFmpegError.throwIfError(format.allocOutputContext2(null, null, path), 'choose a container');
  const stream = format.newStream(codec);
  stream.codecpar.fromContext(encoder);
  stream.timeBase = new Rational(1, 25);
  FFmpegError.throwIfError(format.openOutputSync(), 'open the file');
  FFmpegError.throwIfError(format.writeHeaderSync(null), 'write the header');
  const packet = new Packet();
  packet.alloc();
  const drain = () => {
    while (encoder.receivePacketSync(packet) >= 0) {
      packet.streamIndex = 0;
      packet.rescaleTs({ num: 1, den: 25 }, stream.timeBase);
      FFmpegError.throwIfError(format.interleavedWriteFrameSync(packet), 'write');
    }
  };
  for (let n = 0; n < 4; n++) {
    const frame = Frame.fromVideoBuffer(Buffer.alloc(32 * 32 * 1.5, 128), {
      width: 32,
      height: 32,
      format: AV_PIX_FMT_YUV420P,
      pts: BigInt(n),
      timeBase: { num: 1, den: 25 },
    });
    FFmpegError.throwIfError(encoder.sendFrameSync(frame), 'encode');
    frame.free();
    drain();
  }
  encoder.sendFrameSync(null);
  drain();
  FFmpegError.throwIfError(format.writeTrailerSync(), 'finish the file');
  format.closeOutputSync();
}
