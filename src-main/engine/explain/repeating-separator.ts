import { repeatingMask } from '../audio/repeating.ts';
import { framesAround, masked, type SourceChannels } from '../audio/separation.ts';
import type { SampleSpan } from '../audio/stft.ts';
import { defineTask } from '../jobs/compute.ts';
import type { Separator } from './separator.ts';

/** How much of the recording on either side is searched for repetitions. */
const SEARCH_SECONDS = 20;
const NEIGHBOURS = 15;
/** Repetitions lie at least this far apart. */
const APART_SECONDS = 0.5;

/** What comes again, such as an accompaniment, and what does not, such as a voice over it. */
export const repeating: Separator = {
  name: 'repeating',
  label: 'Repeating background, foreground',
  defaults: { seconds: 1 },
  rest: 'foreground',
  async separate({ pcm, span, compute, signal }) {
    const margin = Math.round(SEARCH_SECONDS * pcm.sampleRate);
    const start = Math.max(0, span[0] - margin);
    const end = Math.min(pcm.frames, span[1] + margin);
    const channels = await pcm.read(start, end - start);
    const input: RepeatingInput = { channels, start, span, sampleRate: pcm.sampleRate };
    return [{ name: 'background', channels: await compute.run(repeatingTask, input, { signal }) }];
  },
};

interface RepeatingInput extends SampleSpan {
  readonly span: readonly [number, number];
  readonly sampleRate: number;
}

const repeatingTask = defineTask<RepeatingInput, SourceChannels>(import.meta.url, 'separateRepeating');

export function separateRepeating(input: RepeatingInput): SourceChannels {
  const { channels, start, span, sampleRate } = input;
  const end = start + (channels[0]?.length ?? 0);
  const frames = framesAround(input, [start, end], 0, sampleRate);
  const hopSeconds = frames.grid.hop / sampleRate;
  const mask = repeatingMask(frames, { k: NEIGHBOURS, apart: Math.round(APART_SECONDS / hopSeconds) });
  return masked(input, span, frames, [mask])[0]!;
}
