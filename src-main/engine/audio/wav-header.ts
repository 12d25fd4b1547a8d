/** Sample encodings Mezzo writes. */
export interface WavLayout {
  readonly sampleRate: number;
  readonly channelCount: number;
  readonly bits: 16 | 24 | 32;
  readonly float: boolean;
  /** Length in samples a channel. */
  readonly frames: number;
}

/** Speaker positions by channel count, in WAV's and FFmpeg's order (mono … 7.1). */
const SPEAKERS = [0, 0x4, 0x3, 0x7, 0x33, 0x607, 0x60f, 0x70f, 0x63f];
const SUBTYPE_TAIL = Buffer.from('000000001000800000aa00389b71', 'hex');
const LARGEST_RIFF = 0xffffffff;

function chunk(id: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(id, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

/** PCM and float up to two channels of 16 or 32 bits are described plainly, everything else as WAVE_FORMAT_EXTENSIBLE. */
function formatChunk(layout: WavLayout): Buffer {
  const { sampleRate, channelCount, bits, float } = layout;
  const tag = float ? 3 : 1;
  const extensible = channelCount > 2 || bits === 24;
  const body = Buffer.alloc(extensible ? 40 : float ? 18 : 16);
  const frameBytes = (channelCount * bits) / 8;
  body.writeUInt16LE(extensible ? 0xfffe : tag, 0);
  body.writeUInt16LE(channelCount, 2);
  body.writeUInt32LE(sampleRate, 4);
  body.writeUInt32LE(sampleRate * frameBytes, 8);
  body.writeUInt16LE(frameBytes, 12);
  body.writeUInt16LE(bits, 14);
  if (extensible) {
    body.writeUInt16LE(22, 16);
    body.writeUInt16LE(bits, 18);
    body.writeUInt32LE(SPEAKERS[channelCount] ?? 0, 20);
    body.writeUInt16LE(tag, 24);
    SUBTYPE_TAIL.copy(body, 26);
  }
  return chunk('fmt ', body);
}

/**
 * The bytes before the samples. Above 4 GiB an RF64 header (EBU Tech 3306) is made, which keeps the true sizes in 64 bits.
 * Sources: Microsoft Multimedia Programming Interface 1.0; WAVE_FORMAT_EXTENSIBLE.
 */
export function wavHeader(layout: WavLayout): Buffer {
  const dataBytes = (layout.frames * layout.channelCount * layout.bits) / 8;
  const padded = dataBytes + (dataBytes & 1 ? 1 : 0);
  const format = formatChunk(layout);
  const fact = Buffer.alloc(4);
  fact.writeUInt32LE(Math.min(layout.frames, LARGEST_RIFF));
  const middle = Buffer.concat([format, layout.float ? chunk('fact', fact) : Buffer.alloc(0)]);
  const riffBytes = 4 + middle.length + 8 + padded;
  const large = riffBytes > LARGEST_RIFF;
  const start = Buffer.alloc(12);
  start.write(large ? 'RF64' : 'RIFF', 'latin1');
  start.writeUInt32LE(large ? LARGEST_RIFF : riffBytes, 4);
  start.write('WAVE', 8, 'latin1');
  const data = Buffer.alloc(8);
  data.write('data', 'latin1');
  data.writeUInt32LE(large ? LARGEST_RIFF : dataBytes, 4);
  return Buffer.concat([
    start,
    large ? sizes64(riffBytes, dataBytes, layout.frames) : start.subarray(0, 0),
    middle,
    data,
  ]);
}

function sizes64(riffBytes: number, dataBytes: number, frames: number): Buffer {
  const body = Buffer.alloc(28);
  const chunkBytes = 8 + body.length;
  body.writeBigUInt64LE(BigInt(riffBytes + chunkBytes), 0);
  body.writeBigUInt64LE(BigInt(dataBytes), 8);
  body.writeBigUInt64LE(BigInt(frames), 16);
  return chunk('ds64', body);
}
