import {
  AV_SAMPLE_FMT_DBL,
  AV_SAMPLE_FMT_DBLP,
  AV_SAMPLE_FMT_FLT,
  AV_SAMPLE_FMT_FLTP,
  AV_SAMPLE_FMT_S16,
  AV_SAMPLE_FMT_S16P,
  AV_SAMPLE_FMT_S32,
  AV_SAMPLE_FMT_S32P,
  AV_SAMPLE_FMT_S64,
  AV_SAMPLE_FMT_S64P,
  AV_SAMPLE_FMT_U8,
  AV_SAMPLE_FMT_U8P,
} from 'node-av/constants';

type Samples = Uint8Array | Int16Array | Int32Array | Float32Array | Float64Array | BigInt64Array;

interface SampleFormat {
  readonly bytes: number;
  readonly planar: boolean;
  readonly view: (buffer: ArrayBufferLike, offset: number, length: number) => Samples;
  /** Full scale is ±1 after (sample − offset) · scale. */
  readonly offset: number;
  readonly scale: number;
}

const formats = new Map<number, SampleFormat>();
function declare(packed: number, planar: number, rest: Omit<SampleFormat, 'planar'>): void {
  formats.set(packed, { ...rest, planar: false });
  formats.set(planar, { ...rest, planar: true });
}
declare(AV_SAMPLE_FMT_U8, AV_SAMPLE_FMT_U8P, {
  bytes: 1,
  view: (buffer, offset, length) => new Uint8Array(buffer, offset, length),
  offset: 128,
  scale: 2 ** -7,
});
declare(AV_SAMPLE_FMT_S16, AV_SAMPLE_FMT_S16P, {
  bytes: 2,
  view: (buffer, offset, length) => new Int16Array(buffer, offset, length),
  offset: 0,
  scale: 2 ** -15,
});
declare(AV_SAMPLE_FMT_S32, AV_SAMPLE_FMT_S32P, {
  bytes: 4,
  view: (buffer, offset, length) => new Int32Array(buffer, offset, length),
  offset: 0,
  scale: 2 ** -31,
});
declare(AV_SAMPLE_FMT_S64, AV_SAMPLE_FMT_S64P, {
  bytes: 8,
  view: (buffer, offset, length) => new BigInt64Array(buffer, offset, length),
  offset: 0,
  scale: 2 ** -63,
});
declare(AV_SAMPLE_FMT_FLT, AV_SAMPLE_FMT_FLTP, {
  bytes: 4,
  view: (buffer, offset, length) => new Float32Array(buffer, offset, length),
  offset: 0,
  scale: 1,
});
declare(AV_SAMPLE_FMT_DBL, AV_SAMPLE_FMT_DBLP, {
  bytes: 8,
  view: (buffer, offset, length) => new Float64Array(buffer, offset, length),
  offset: 0,
  scale: 1,
});

/** Typed arrays need aligned memory; a decoder's buffer nearly always is. */
function viewOf(buffer: Buffer, format: SampleFormat, length: number): Samples {
  if (buffer.byteLength < length * format.bytes)
    throw new RangeError('a decoded block is shorter than it says');
  if (buffer.byteOffset % format.bytes === 0) return format.view(buffer.buffer, buffer.byteOffset, length);
  const copy = Uint8Array.from(buffer.subarray(0, length * format.bytes));
  return format.view(copy.buffer, 0, length);
}

function convert(
  from: Samples,
  fromStep: number,
  out: Float32Array,
  outStart: number,
  outStep: number,
  count: number,
  format: SampleFormat,
): void {
  const { offset, scale } = format;
  for (let n = 0, i = 0, o = outStart; n < count; n++, i += fromStep, o += outStep)
    out[o] = (Number(from[i]!) - offset) * scale;
}

/**
 * Writes `count` decoded samples a channel into `out`, interleaved, from sample `at` on. Integers become exact
 * multiples of 1/full scale (16 and 24 bit without loss). Throws RangeError for an unknown format or a short plane.
 */
export function interleave(
  planes: readonly Buffer[],
  sampleFormat: number,
  channels: number,
  count: number,
  out: Float32Array,
  at: number,
): void {
  const format = formats.get(sampleFormat);
  if (!format) throw new RangeError(`unknown sample format ${sampleFormat}`);
  for (let c = 0; c < channels; c++) {
    const plane = planes[format.planar ? c : 0];
    if (!plane) throw new RangeError('a decoded block lacks a channel');
    const samples = viewOf(plane, format, format.planar ? count : count * channels);
    const start = at * channels + c;
    if (format.planar) convert(samples, 1, out, start, channels, count, format);
    else convert(samples.subarray(c), channels, out, start, channels, count, format);
  }
}

/** Puts 0 where a sample is not a finite number and returns how many there were. */
export function silenceNonFinite(samples: Float32Array): number {
  let found = 0;
  for (let n = 0; n < samples.length; n++) {
    const value = samples[n]!;
    if (value - value !== 0) {
      samples[n] = 0;
      found++;
    }
  }
  return found;
}
