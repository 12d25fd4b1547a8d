import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { Encoding, ExportFormat } from './export-format.ts';
import { eachSample } from './interleave.ts';
import { createQuantiser } from './quantise.ts';
import type { PcmSource } from './signal.ts';

const LARGEST_RATE = 655_350;

export const flac: ExportFormat = {
  name: 'flac',
  label: 'FLAC, 24 bit',
  detail: 'As exact as 24-bit WAV at about half its size.',
  ending: 'flac',
  bits: 24,
  open: (pcm) => flacEncoding(pcm),
};

/** FFmpeg is loaded only when it is needed. */
async function flacEncoding(
  pcm: Pick<PcmSource, 'sampleRate' | 'channelCount' | 'frames'>,
): Promise<Encoding> {
  if (pcm.sampleRate > LARGEST_RATE || pcm.channelCount > 8)
    throw new MezzoError('bad_request', 'FLAC holds at most 8 channels and 655,350 Hz. Choose WAV instead.');
  const { createFlacEncoder } = await import('./flac-encoder.ts');
  const encoder = createFlacEncoder(pcm.sampleRate, pcm.channelCount);
  const quantiser = createQuantiser(24);
  return {
    blockFrames: encoder.blockFrames,
    get clippedSamples() {
      return quantiser.clippedSamples;
    },
    header: () => encoder.header(),
    async encode(channels, count) {
      const samples = new Int32Array(count * channels.length);
      eachSample(channels, count, (value, i) => {
        samples[i] = quantiser.round(value) << 8;
      });
      return encoder.encode(samples);
    },
    finish: () => encoder.finish(),
    [Symbol.dispose]: () => encoder[Symbol.dispose](),
  };
}
