import {
  AV_LOG_QUIET,
  AVDISCARD_ALL,
  AVERROR_EAGAIN,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
} from 'node-av/constants';
import { Codec, CodecContext, Dictionary, FormatContext, Frame, Log, Packet } from 'node-av/lib';
import { MezzoError } from '../../../src-preload/contract/errors.ts';

/**
 * What FFmpeg may touch: this one local file, these containers, these decoders. No playlist, no network, no other path.
 */
const PROTOCOLS = 'file';
const DEMUXERS: Readonly<Record<string, string>> = {
  wav: 'WAV',
  w64: 'Wave64',
  aiff: 'AIFF',
  flac: 'FLAC',
  mp3: 'MP3',
  aac: 'AAC',
  mov: 'M4A',
  ogg: 'Ogg',
  caf: 'CAF',
};
const pcm = ['u8', 's8', 's8_planar', 'alaw', 'mulaw', 's64le', 's64be'].concat(
  ['s16', 's24', 's32', 'u16', 'u24', 'u32', 'f16', 'f24', 'f32', 'f64'].flatMap((kind) => [
    `${kind}le`,
    `${kind}be`,
  ]),
  ['s16le_planar', 's16be_planar', 's24le_planar', 's32le_planar'],
);
const DECODERS: ReadonlySet<string> = new Set([
  ...pcm.map((kind) => `pcm_${kind}`),
  ...['adpcm_ms', 'adpcm_ima_wav', 'adpcm_ima_qt'],
  ...['flac', 'alac', 'mp3', 'mp3float', 'mp2', 'mp2float', 'aac', 'vorbis', 'opus'],
]);
/** More than any of these in a row without a packet means the demuxer goes round in circles. */
const READ_FAILURES = 64;

export interface AudioStreamInfo {
  readonly format: string;
  readonly codec: string;
  readonly sampleRate: number;
  readonly channelCount: number;
  /** Bits a sample of a lossless codec; null for the others. */
  readonly bitDepth: number | null;
  /** Length in samples a channel that the header states or FFmpeg estimates; null when unknown. */
  readonly expectedFrames: number | null;
}

/** One decoded block. The planes are FFmpeg's memory and die with the next block. */
export interface AudioBlock {
  readonly planes: readonly Buffer[];
  readonly sampleFormat: number;
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly count: number;
  /** Where in the file its packet lay, bytes; −1 when unknown. */
  readonly position: number;
}

export interface AudioStream extends Disposable {
  readonly info: AudioStreamInfo;
  /** Packets or reads that failed so far and were left out. */
  readonly failures: number;
  /** Yields null after each packet that held no sound, so that the caller can show it is alive. */
  blocks(): Generator<AudioBlock | null>;
}

function openFormat(path: string, name: string, announced: boolean): FormatContext {
  const format = new FormatContext();
  const options = Dictionary.fromObject({
    protocol_whitelist: PROTOCOLS,
    format_whitelist: Object.keys(DEMUXERS).join(','),
    codec_whitelist: [...DECODERS].join(','),
  });
  if (format.openInputSync(`file:${path}`, null, options) >= 0) return format;
  if (announced)
    throw new MezzoError(
      'audio_damaged',
      `“${name}” is damaged: its beginning, or the index it needs, cannot be read. Use another copy of the file.`,
    );
  throw new MezzoError(
    'format_unsupported',
    `“${name}” is not a sound file that Mezzo can read. Use WAV, AIFF, FLAC, MP3, AAC/M4A, Ogg Vorbis or Opus.`,
  );
}

function chooseStream(format: FormatContext, name: string) {
  format.findStreamInfoSync(null);
  const index = format.findBestStream(AVMEDIA_TYPE_AUDIO);
  const stream = format.streams[index];
  if (index < 0 || !stream)
    throw new MezzoError(
      'format_unsupported',
      `“${name}” holds no sound. Choose a file with an audio track.`,
    );
  for (const other of format.streams) if (other.index !== index) other.discard = AVDISCARD_ALL;
  return stream;
}

type Stream = ReturnType<typeof chooseStream>;

function openDecoder(stream: Stream, name: string): CodecContext {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  const unsupported = (detail: string) =>
    new MezzoError('format_unsupported', `“${name}” ${detail}. Convert it to WAV or FLAC and open that.`);
  if (!codec?.name || !DECODERS.has(codec.name))
    throw unsupported(`is compressed in a way Mezzo cannot read${codec?.name ? ` (${codec.name})` : ''}`);
  const { sampleRate, channels } = stream.codecpar;
  if (channels < 1 || channels > 8) throw unsupported(`has ${channels} channels; Mezzo reads 1 to 8`);
  if (sampleRate < 8000 || sampleRate > 192_000)
    throw unsupported(`has a sample rate of ${sampleRate} Hz; Mezzo reads 8,000 to 192,000 Hz`);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(stream.codecpar);
  context.pktTimebase = stream.timeBase;
  context.threadCount = 1;
  if (context.open2Sync(codec, null) < 0)
    throw new MezzoError(
      'audio_damaged',
      `“${name}” is damaged: its description of the sound cannot be read. Use another copy of the file.`,
    );
  return context;
}

function streamInfo(format: FormatContext, stream: Stream, codec: string): AudioStreamInfo {
  const { sampleRate, channels, bitsPerRawSample, bitsPerCodedSample } = stream.codecpar;
  const lossless = /^(pcm_(?!alaw|mulaw)|flac|alac)/.test(codec);
  const container = format.iformat?.name?.split(',')[0] ?? '';
  const seconds = (Number(stream.duration) * stream.timeBase.num) / stream.timeBase.den;
  const expected = Math.round(seconds * sampleRate);
  return {
    format: DEMUXERS[container] ?? container,
    codec,
    sampleRate,
    channelCount: channels,
    bitDepth: lossless ? bitsPerRawSample || bitsPerCodedSample || null : null,
    expectedFrames: Number.isFinite(expected) && expected > 0 ? expected : null,
  };
}

/**
 * Opens a local file with FFmpeg for decoding from start to end; `name` is what messages call the file, and
 * `announced` says that its first bytes are those of a sound file.
 * Encoder delay and padding are cut as FFmpeg does. Throws MezzoError format_unsupported or audio_damaged.
 * Calls block, so this belongs in a process of its own.
 */
export function openAudioStream(path: string, name: string, announced: boolean): AudioStream {
  Log.setLevel(AV_LOG_QUIET);
  using owned = new DisposableStack();
  const format = openFormat(path, name, announced);
  owned.defer(() => format.closeInputSync());
  const stream = chooseStream(format, name);
  const decoder = openDecoder(stream, name);
  owned.defer(() => decoder.freeContext());
  const packet = new Packet();
  const frame = new Frame();
  packet.alloc();
  frame.alloc();
  owned.defer(() => {
    packet.free();
    frame.free();
  });
  const info = streamInfo(format, stream, Codec.findDecoder(stream.codecpar.codecId)?.name ?? '');
  const index = stream.index;
  let failures = 0;

  function* decoded(position: number): Generator<AudioBlock> {
    for (;;) {
      const status = decoder.receiveFrameSync(frame);
      if (status === AVERROR_EAGAIN || status === AVERROR_EOF) return;
      if (status < 0) {
        failures++;
        return;
      }
      yield {
        planes: frame.extendedData ?? frame.data ?? [],
        sampleFormat: frame.format,
        sampleRate: frame.sampleRate,
        channelCount: frame.channels,
        count: frame.nbSamples,
        position,
      };
      frame.unref();
    }
  }

  function* blocks(): Generator<AudioBlock | null> {
    for (let failedReads = 0; failedReads < READ_FAILURES; ) {
      const status = format.readFrameSync(packet);
      if (status === AVERROR_EOF) break;
      if (status < 0) {
        failures++;
        failedReads++;
        continue;
      }
      failedReads = 0;
      const position = Number(packet.pos);
      if (packet.streamIndex === index && decoder.sendPacketSync(packet) < 0) failures++;
      packet.unref();
      yield* decoded(position);
      yield null;
    }
    decoder.sendPacketSync(null);
    yield* decoded(-1);
  }

  const resources = owned.move();
  return {
    info,
    get failures() {
      return failures;
    },
    blocks,
    [Symbol.dispose]: () => resources.dispose(),
  };
}
