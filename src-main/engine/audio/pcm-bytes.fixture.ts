/** Uncompressed sound files written byte by byte, apart from the code under test. */
export type PcmKind = 'int8' | 'int16' | 'int24' | 'int32' | 'float32' | 'float64';

export interface PcmBytesOptions {
  readonly kind: PcmKind;
  readonly sampleRate: number;
  /** Full scale ±1, one array a channel. */
  readonly channels: readonly (readonly number[] | Float32Array)[];
  /** WAV only: describe the format in a WAVE_FORMAT_EXTENSIBLE chunk. */
  readonly extensible?: boolean;
}

const BYTES: Record<PcmKind, number> = { int8: 1, int16: 2, int24: 3, int32: 4, float32: 4, float64: 8 };

function put(
  view: DataView,
  at: number,
  kind: PcmKind,
  value: number,
  little: boolean,
  unsigned8: boolean,
): void {
  if (kind === 'float32') view.setFloat32(at, value, little);
  else if (kind === 'float64') view.setFloat64(at, value, little);
  else if (kind === 'int8') view.setUint8(at, (value * 128 + (unsigned8 ? 128 : 0)) & 255);
  else if (kind === 'int16') view.setInt16(at, value * 2 ** 15, little);
  else if (kind === 'int32') view.setInt32(at, value * 2 ** 31, little);
  else {
    const integer = value * 2 ** 23;
    for (let b = 0; b < 3; b++) view.setUint8(at + (little ? b : 2 - b), (integer >> (8 * b)) & 255);
  }
}

function samples(options: PcmBytesOptions, little: boolean, unsigned8: boolean): Buffer {
  const { kind, channels } = options;
  const frames = channels[0]!.length;
  const bytes = Buffer.alloc(frames * channels.length * BYTES[kind]);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let n = 0, at = 0; n < frames; n++)
    for (const channel of channels) {
      put(view, at, kind, channel[n]!, little, unsigned8);
      at += BYTES[kind];
    }
  return bytes;
}

function chunk(id: string, body: Buffer, little: boolean): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  if (little) head.writeUInt32LE(body.length, 4);
  else head.writeUInt32BE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length & 1)]);
}

export function wavBytes(options: PcmBytesOptions): Buffer {
  const { kind, sampleRate, channels, extensible } = options;
  const size = BYTES[kind];
  const tag = kind.startsWith('float') ? 3 : 1;
  const format = Buffer.alloc(extensible ? 40 : 16);
  format.writeUInt16LE(extensible ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(sampleRate, 4);
  format.writeUInt32LE(sampleRate * channels.length * size, 8);
  format.writeUInt16LE(channels.length * size, 12);
  format.writeUInt16LE(8 * size, 14);
  if (extensible) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(8 * size, 18);
    format.writeUInt32LE(2 ** channels.length - 1, 20);
    format.writeUInt16LE(tag, 24);
    Buffer.from('000000001000800000aa00389b71', 'hex').copy(format, 26);
  }
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format, true),
    chunk('data', samples(options, true, true), true),
  ]);
  return chunk('RIFF', body, true);
}

/** IEEE 754 extended precision (80 bits) of a positive integer below 2^31, as AIFF keeps its sample rate. */
function extended(value: number): Buffer {
  const bytes = Buffer.alloc(10);
  const exponent = Math.floor(Math.log2(value));
  bytes.writeUInt16BE(16_383 + exponent, 0);
  bytes.writeBigUInt64BE(BigInt(value) << BigInt(63 - exponent), 2);
  return bytes;
}

export function aiffBytes(options: PcmBytesOptions): Buffer {
  const { kind, sampleRate, channels } = options;
  const float = kind.startsWith('float');
  const common = Buffer.alloc(8);
  common.writeUInt16BE(channels.length, 0);
  common.writeUInt32BE(channels[0]!.length, 2);
  common.writeUInt16BE(8 * BYTES[kind], 6);
  const compression = float
    ? Buffer.from(`${kind === 'float32' ? 'fl32' : 'fl64'}\0\0`, 'latin1')
    : Buffer.alloc(0);
  const body = Buffer.concat([
    Buffer.from(float ? 'AIFC' : 'AIFF'),
    ...(float ? [chunk('FVER', Buffer.from('a2805140', 'hex'), false)] : []),
    chunk('COMM', Buffer.concat([common, extended(sampleRate), compression]), false),
    chunk('SSND', Buffer.concat([Buffer.alloc(8), samples(options, false, false)]), false),
  ]);
  return chunk('FORM', body, false);
}
