import { createRealFft } from './fft.ts';
import { framesTouching, type SampleSpan, type StftGrid, stftGrid } from './stft.ts';

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

/**
 * Frames half as long as an edit's, half of each over the next: short enough for strokes, narrow enough for partials, and half the work. The
 * squared windows add up to 1.
 */
function separationGrid(sampleRate: number): StftGrid {
  const fftSize = stftGrid(sampleRate).fftSize / 2;
  return { fftSize, hop: fftSize / 2, bins: fftSize / 2 + 1, binHertz: sampleRate / fftSize };
}

/** The frames that touch `span` widened by `margin` seconds; samples outside what `input` holds are silence. */
export function framesAround(
  input: SampleSpan,
  [start, end]: readonly [number, number],
  margin: number,
  sampleRate: number,
): Frames {
  const grid = separationGrid(sampleRate);
  const extra = Math.round(margin * sampleRate);
  const [first, last] = framesTouching(grid, start - extra, end + extra);
  const { bins } = grid;
  const transform = createTransform(grid);
  const share = 1 / input.channels.length;
  const magnitudes = new Float32Array((last - first) * bins);
  for (let frame = first; frame < last; frame++) {
    const at = (frame - first) * bins;
    for (const channel of input.channels) {
      const spectrum = transform.forward(channel, frame, input.start);
      for (let k = 0; k < bins; k++) {
        const [re, im] = [spectrum[2 * k]!, spectrum[2 * k + 1]!];
        magnitudes[at + k]! += share * Math.sqrt(re * re + im * im);
      }
    }
  }
  return { grid, first, count: last - first, magnitudes };
}

/**
 * The samples [start, end), once for each mask, with each frame's spectrum multiplied by the mask's row [frames × bins]. Masks of 1
 * return the input within single precision.
 */
export function masked(
  input: SampleSpan,
  [start, end]: readonly [number, number],
  frames: Frames,
  masks: readonly Float32Array[],
): SourceChannels[] {
  const { grid, first, count } = frames;
  const { bins } = grid;
  const transform = createTransform(grid);
  const part = new Float64Array(grid.fftSize + 2);
  const out = masks.map(() => input.channels.map(() => new Float64Array(end - start)));
  const [from, to] = framesTouching(grid, start, end);
  for (let frame = from; frame < to; frame++) {
    const row = bins * Math.min(count - 1, Math.max(0, frame - first));
    for (const [c, channel] of input.channels.entries()) {
      const spectrum = transform.forward(channel, frame, input.start);
      for (const [m, mask] of masks.entries()) {
        for (let k = 0; k < bins; k++) {
          const gain = mask[row + k]!;
          part[2 * k] = spectrum[2 * k]! * gain;
          part[2 * k + 1] = spectrum[2 * k + 1]! * gain;
        }
        transform.addInverse(part, out[m]![c]!, frame, start);
      }
    }
  }
  return out.map((channels) => channels.map((channel) => Float32Array.from(channel)));
}

/** Frames of a grid there and back; half a sine is the window both ways. */
function createTransform({ fftSize, hop }: StftGrid) {
  const fft = createRealFft(fftSize);
  const window = Float64Array.from({ length: fftSize }, (_, n) => Math.sin((Math.PI * n) / fftSize));
  const segment = new Float64Array(fftSize);
  const spectrum = new Float64Array(fftSize + 2);
  return {
    /** Spectrum of a frame; `origin` is where the samples begin on the recording's axis. The array is used again. */
    forward(samples: Float32Array, frame: number, origin: number): Float64Array {
      const offset = frame * hop - fftSize / 2 - origin;
      const from = Math.max(0, -offset);
      const to = Math.max(from, Math.min(fftSize, samples.length - offset));
      segment.fill(0);
      for (let n = from; n < to; n++) segment[n] = samples[offset + n]! * window[n]!;
      fft.forward(segment, spectrum);
      return spectrum;
    },
    addInverse(of: Float64Array, out: Float64Array, frame: number, origin: number): void {
      fft.inverse(of, segment);
      const offset = frame * hop - fftSize / 2 - origin;
      const to = Math.min(fftSize, out.length - offset);
      for (let n = Math.max(0, -offset); n < to; n++) out[offset + n]! += segment[n]! * window[n]!;
    },
  };
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
