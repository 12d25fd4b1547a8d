import { MezzoError } from '../../../src-preload/contract/errors.ts';
import { createResampler } from '../audio/resample.ts';
import type { SourceChannels } from '../audio/separation.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Separator, Stem } from './separator.ts';

/** The parts that the recording was mixed from, as files beside it. */
export const stems: Separator = {
  name: 'stems',
  label: 'Stems beside the file',
  defaults: { seconds: 1 },
  async separate({ pcm, span, stems: files }) {
    if (files.length === 0) {
      throw new MezzoError(
        'bad_request',
        'There are no stems beside this recording. Put them next to “song.wav” as “song-drums.wav”, “song-bass.wav” …, or into a folder “song stems”.',
      );
    }
    return Promise.all(
      files.map(async (stem) => ({ name: stem.name, channels: await stemChannels(stem, pcm, span) })),
    );
  },
};

/** A stem over a span of the recording: at its rate, silent beyond the stem's end, with its channels. */
async function stemChannels(
  { name, pcm: stem }: Stem,
  { sampleRate, channelCount }: PcmSource,
  [start, end]: readonly [number, number],
): Promise<SourceChannels> {
  if (stem.channelCount !== channelCount && stem.channelCount !== 1) {
    throw new MezzoError(
      'bad_request',
      `The stem “${name}” has ${stem.channelCount} channels and the recording ${channelCount}. Export it with ${channelCount}, or with one.`,
    );
  }
  const read = await atRate(stem, sampleRate, start, end - start);
  return Array.from({ length: channelCount }, (_, c) => read[c] ?? read[0]!.slice());
}

async function atRate(
  stem: PcmSource,
  sampleRate: number,
  start: number,
  count: number,
): Promise<readonly Float32Array[]> {
  if (stem.sampleRate === sampleRate) return stem.read(start, count);
  const resampler = createResampler(stem.sampleRate, sampleRate);
  const needed = resampler.neededInput(start, count);
  const channels = await stem.read(needed.start, needed.count);
  return channels.map((channel) => resampler.process(channel, start, count));
}
