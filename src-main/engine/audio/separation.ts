import { createRealFft } from './fft.ts';
import { createStft, framesTouching, type SampleSpan, type StftGrid, stftGrid } from './stft.ts';

/** Magnitudes of a run of frames, and the gains that part them; every method of separation works on this. */
export interface Frames {
  readonly grid: StftGrid;
  /** Index of the first on the recording's own frame grid, and how many. */
  readonly first: number;
  readonly count: number;
  /** Mean over channels, [count × bins]. */
  readonly magnitudes: Float32Array;
}

/** Samples of one source, one array a channel. */
export type SourceChannels = readonly Float32Array[];

/** The frames that touch `span` widened by `margin` seconds; samples outside what `input` holds are silence. */
export function framesAround(
  input: SampleSpan,
  [start, end]: readonly [number, number],
  margin: number,
  sampleRate: number,
): Frames {
  const grid = stftGrid(sampleRate);
  const extra = Math.round(margin * sampleRate);
  const [first, last] = framesTouching(grid, start - extra, end + extra);
  const { fftSize, hop, bins } = grid;
  const fft = createRealFft(fftSize);
  const window = Float64Array.from({ length: fftSize }, (_, n) => Math.sin((Math.PI * n) / fftSize));
  const segment = new Float64Array(fftSize);
  const spectrum = new Float64Array(fftSize + 2);
  const magnitudes = new Float32Array((last - first) * bins);
  for (let frame = first; frame < last; frame++) {
    const offset = frame * hop - fftSize / 2 - input.start;
    const at = (frame - first) * bins;
    for (const channel of input.channels) {
      for (let n = 0; n < fftSize; n++) segment[n] = (channel[offset + n] ?? 0) * window[n]!;
      fft.forward(segment, spectrum);
      for (let k = 0; k < bins; k++)
        magnitudes[at + k]! += Math.hypot(spectrum[2 * k]!, spectrum[2 * k + 1]!) / input.channels.length;
    }
  }
  return { grid, first, count: last - first, magnitudes };
}

/** The samples [start, end) with each frame's spectrum multiplied by its row of `mask` [frames × bins]. */
export function masked(
  input: SampleSpan,
  [start, end]: readonly [number, number],
  frames: Frames,
  mask: Float32Array,
): SourceChannels {
  const { grid, first, count } = frames;
  const gains = new Float64Array(grid.bins);
  const channels = createStft(grid).filter(input, start, end - start, (frame) => {
    const row = Math.min(count - 1, Math.max(0, frame - first));
    gains.set(mask.subarray(row * grid.bins, (row + 1) * grid.bins));
    return gains;
  });
  return channels.map((channel) => Float32Array.from(channel));
}

/** What is left of a mix when sources are taken out of it, sample by sample. */
export function remainder(mix: SourceChannels, sources: readonly SourceChannels[]): SourceChannels {
  return mix.map((channel, c) =>
    channel.map((sample, n) => sources.reduce((rest, source) => rest - source[c]![n]!, sample)),
  );
}

/** Level of a against b in dB, over all channels; −300 where a is silent or alike beyond single precision. */
export function levelAgainst(a: SourceChannels, b: SourceChannels): number {
  const power = (channels: SourceChannels) =>
    channels.reduce((sum, channel) => channel.reduce((all, sample) => all + sample * sample, sum), 0);
  const [pa, pb] = [power(a), power(b)];
  return pa > 0 && pb > 0 ? Math.max(-300, 10 * Math.log10(pa / pb)) : -300;
}
