import type { Encoding } from './export-format.ts';
import { eachSample } from './interleave.ts';
import { createQuantiser, type Quantiser } from './quantise.ts';
import type { PcmSource } from './signal.ts';
import { wavHeader } from './wav-header.ts';

const BLOCK = 1 << 15;

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

/** WAV with 16 or 24 bits, or 32-bit float. Files over 4 GiB become RF64. */
export function wavEncoding(
  pcm: Pick<PcmSource, 'sampleRate' | 'channelCount' | 'frames'>,
  bits: 16 | 24 | 32,
): Encoding {
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
