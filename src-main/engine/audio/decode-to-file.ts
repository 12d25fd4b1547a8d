import { closeSync, fstatSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { type Container, inspectContainer } from './container.ts';
import { type AudioBlock, type AudioStream, type AudioStreamInfo, openAudioStream } from './ffmpeg-stream.ts';
import { createPeakBuilder, encodePeaks } from './peaks.ts';
import { interleave, silenceNonFinite } from './sample-format.ts';
import { readError, writeError } from './storage-error.ts';

export interface DecodeRequest {
  readonly path: string;
  /** What messages call the file. */
  readonly name: string;
  /** Files to write: interleaved Float32 samples and the peak pyramid. */
  readonly samplesPath: string;
  readonly peaksPath: string;
}

export interface DecodeResult {
  readonly info: AudioStreamInfo;
  readonly frames: number;
  readonly warnings: string[];
}

/** Samples a channel gathered before they go to disk. */
const BLOCK = 1 << 16;
/** A longer recording is taken for a damaged or malicious file. */
const LONGEST_SECONDS = 24 * 3600;
/** Encoder delay and padding of lossy codecs: a shortfall below this is no sign of a cut. */
const SLACK_FRAMES = 8192;

/** Runs what writes to the cache and turns its failures into sentences. */
function storing<Result>(name: string, write: () => Result): Result {
  try {
    return write();
  } catch (cause) {
    throw writeError(cause, `the decoded audio of ${name}`);
  }
}

/** Gathers interleaved samples, cleans them, and writes samples and peaks. */
function createSink(fd: number, channels: number, name: string) {
  const buffer = new Float32Array(BLOCK * channels);
  const bytes = Buffer.from(buffer.buffer);
  const peaks = createPeakBuilder(channels);
  let held = 0;
  let written = 0;
  let nonFinite = 0;

  function flush(): void {
    const samples = buffer.subarray(0, held * channels);
    nonFinite += silenceNonFinite(samples);
    peaks.add(samples);
    storing(name, () => {
      for (let at = 0; at < samples.byteLength; ) at += writeSync(fd, bytes, at, samples.byteLength - at);
    });
    written += held;
    held = 0;
  }

  return {
    peaks,
    flush,
    get frames() {
      return written + held;
    },
    get nonFinite() {
      return nonFinite;
    },
    /** Makes room for `count` samples a channel (at most BLOCK) and lets `fill` write them at index `at`. */
    push(count: number, fill: (out: Float32Array, at: number) => void): void {
      if (held + count > BLOCK) flush();
      fill(buffer, held);
      held += count;
    },
  };
}
type Sink = ReturnType<typeof createSink>;

function addBlock(sink: Sink, block: AudioBlock, info: AudioStreamInfo): boolean {
  const fits = block.channelCount === info.channelCount && block.sampleRate === info.sampleRate;
  const count = fits
    ? block.count
    : Math.round((block.count * info.sampleRate) / (block.sampleRate || info.sampleRate));
  for (let from = 0; from < count; from += BLOCK) {
    const part = Math.min(BLOCK, count - from);
    sink.push(part, (out, at) => {
      const target = out.subarray(at * info.channelCount, (at + part) * info.channelCount);
      if (!fits) target.fill(0);
      else if (count <= BLOCK)
        interleave(block.planes, block.sampleFormat, info.channelCount, part, target, 0);
      else {
        const whole = new Float32Array(count * info.channelCount);
        interleave(block.planes, block.sampleFormat, info.channelCount, count, whole, 0);
        target.set(whole.subarray(from * info.channelCount, (from + part) * info.channelCount));
      }
    });
  }
  return fits;
}

function announcedFrames(info: AudioStreamInfo, container: Container): number | null {
  if (container.mpegFrames !== null) return container.mpegFrames * (info.sampleRate >= 32_000 ? 1152 : 576);
  return container.kind === 'flac' || container.kind === 'mp4' ? info.expectedFrames : null;
}

function seconds(frames: number, rate: number): string {
  return `${(frames / rate).toFixed(1)} s`;
}

function warningsFor(
  sink: Sink,
  stream: AudioStream,
  container: Container,
  strangers: number,
  tooLong: boolean,
): string[] {
  const { info, failures } = stream;
  const announced = announcedFrames(info, container);
  const short = announced !== null && sink.frames + SLACK_FRAMES < announced;
  const warnings: string[] = [];
  if (short)
    warnings.push(
      `The file ends early: ${seconds(sink.frames, info.sampleRate)} of the ${seconds(announced, info.sampleRate)} it announces could be read.`,
    );
  else if (container.cut)
    warnings.push(
      `The file ends early: only the first ${seconds(sink.frames, info.sampleRate)} could be read.`,
    );
  if (failures > 0)
    warnings.push(`The file is damaged in ${failures} ${failures === 1 ? 'place' : 'places'}, left out.`);
  if (strangers > 0)
    warnings.push(
      `${strangers} ${strangers === 1 ? 'block has' : 'blocks have'} another sample rate or channel count than the rest and were made silent.`,
    );
  if (sink.nonFinite > 0)
    warnings.push(
      `${sink.nonFinite} ${sink.nonFinite === 1 ? 'sample was' : 'samples were'} not a finite number and became silence.`,
    );
  if (tooLong) warnings.push('Only the first 24 hours were read.');
  return warnings;
}

function inspect({ path, name }: DecodeRequest): { container: Container; size: number } {
  let fd: number | null = null;
  try {
    fd = openSync(path, 'r');
    const { size } = fstatSync(fd);
    return { container: inspectContainer(fd, size), size };
  } catch (cause) {
    throw readError(cause, name);
  } finally {
    if (fd !== null) closeSync(fd);
  }
}

/**
 * Decodes a whole file. Yields the fraction done after each packet; the caller decides how often to tell anyone.
 * Returns what was found. Throws MezzoError format_unsupported, audio_damaged, audio_empty, file_missing,
 * file_unreadable, disk_full or not_writable.
 */
export function* decodeToFile(request: DecodeRequest): Generator<number, DecodeResult> {
  const { container, size } = inspect(request);
  using stream = openAudioStream(request.path, request.name, container.kind !== null);
  const { info } = stream;
  const fd = storing(request.name, () => openSync(request.samplesPath, 'w'));
  try {
    const sink = createSink(fd, info.channelCount, request.name);
    const longest = LONGEST_SECONDS * info.sampleRate;
    let strangers = 0;
    let position = 0;
    for (const block of stream.blocks()) {
      if (block) {
        if (!addBlock(sink, block, info)) strangers++;
        position = Math.max(position, block.position);
      }
      if (sink.frames >= longest) break;
      yield Math.min(1, info.expectedFrames ? sink.frames / info.expectedFrames : position / size);
    }
    sink.flush();
    const warnings = warningsFor(sink, stream, container, strangers, sink.frames >= longest);
    if (sink.frames === 0) throw nothingDecoded(request.name, warnings.length > 0);
    const peaks = encodePeaks(sink.peaks.finish());
    storing(request.name, () => writeFileSync(request.peaksPath, peaks));
    return { info, frames: sink.frames, warnings };
  } finally {
    closeSync(fd);
  }
}

function nothingDecoded(name: string, damaged: boolean): MezzoError {
  return damaged
    ? new MezzoError(
        'audio_damaged',
        `“${name}” is damaged: none of its sound could be read. Use another copy of the file.`,
      )
    : new MezzoError('audio_empty', `“${name}” holds no sound: it is 0 samples long. Choose another file.`);
}
