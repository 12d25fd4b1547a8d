import { harmonicPercussiveMasks } from '../audio/harmonic-percussive.ts';
import { framesAround, masked, type SourceChannels } from '../audio/separation.ts';
import type { SampleSpan } from '../audio/stft.ts';
import { defineTask } from '../jobs/compute.ts';
import type { Separator } from './separator.ts';

/** Widths of the medians in cells, of 23 ms × 22 Hz at 44.1 kHz. */
const HARMONIC_FRAMES = 17;
const PERCUSSIVE_BINS = 17;
/** Reaches over the medians and the transform. */
const MARGIN_SECONDS = 0.6;

/** What lasts, what strikes, and what is neither. */
export const harmonicPercussive: Separator = {
  name: 'harmonic-percussive',
  label: 'Harmonic, percussive, residual',
  defaults: { seconds: 1, margin: 2 },
  async separate({ pcm, span, params, compute, signal }) {
    const margin = Math.round(MARGIN_SECONDS * pcm.sampleRate) + 8192;
    const start = span[0] - margin;
    const channels = await pcm.read(start, span[1] - span[0] + 2 * margin);
    const input: SeparateInput = {
      channels,
      start,
      span,
      sampleRate: pcm.sampleRate,
      margin: params.margin!,
    };
    const [harmonic, percussive] = await compute.run(harmonicPercussiveTask, input, { signal });
    return [
      { name: 'harmonic', channels: harmonic },
      { name: 'percussive', channels: percussive },
    ];
  },
};

interface SeparateInput extends SampleSpan {
  readonly span: readonly [number, number];
  readonly sampleRate: number;
  readonly margin: number;
}

const harmonicPercussiveTask = defineTask<SeparateInput, readonly [SourceChannels, SourceChannels]>(
  import.meta.url,
  'separateHarmonicPercussive',
);

export function separateHarmonicPercussive(input: SeparateInput): readonly [SourceChannels, SourceChannels] {
  const frames = framesAround(input, input.span, MARGIN_SECONDS, input.sampleRate);
  const masks = harmonicPercussiveMasks(frames.magnitudes, {
    frames: frames.count,
    bins: frames.grid.bins,
    harmonicWidth: HARMONIC_FRAMES,
    percussiveWidth: PERCUSSIVE_BINS,
    margin: Math.max(1, input.margin),
  });
  const [harmonic, percussive] = masked(input, input.span, frames, [masks.harmonic, masks.percussive]);
  return [harmonic!, percussive!];
}
