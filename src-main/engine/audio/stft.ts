import { createRealFft } from './fft.ts';

/**
 * Short-time Fourier transform with exact weighted overlap-add (Crochiere 1980; Griffin & Lim 1984): square-root Hann
 * window for analysis and synthesis, 75 % overlap, so the squared windows add up to the constant 2 at every sample.
 *
 * Frames lie on an absolute grid: frame k is centred at sample k · hop for every integer k, also before the start and
 * after the end of a recording, where samples are silence. What comes out at a sample therefore depends only on the
 * samples within one `fftSize` around it, never on which range was asked for.
 */
export interface StftGrid {
  /** Power of two. */
  readonly fftSize: number;
  /** fftSize / 4. */
  readonly hop: number;
  /** fftSize / 2 + 1. */
  readonly bins: number;
  /** Width of a bin in Hz. */
  readonly binHertz: number;
}

/** One array a channel, and where they begin on the recording's sample axis; what lies outside is silence. */
export interface SampleSpan {
  readonly channels: readonly Float32Array[];
  readonly start: number;
}

/** Seconds a frame lasts, as nearly as a power of two allows: 4096 samples at 44.1 kHz, the cell of the seed research. */
const FRAME_SECONDS = 0.0929;
const MIN_FFT_SIZE = 64;

/** The grid for a sample rate in Hz; a frame lasts between 66 and 132 ms. */
export function stftGrid(sampleRate: number): StftGrid {
  const fftSize = Math.max(MIN_FFT_SIZE, 2 ** Math.round(Math.log2(sampleRate * FRAME_SECONDS)));
  return { fftSize, hop: fftSize / 4, bins: fftSize / 2 + 1, binHertz: sampleRate / fftSize };
}

/** First and one-past-last frame whose window touches [start, end). */
export function framesTouching(grid: StftGrid, start: number, end: number): [number, number] {
  const half = grid.fftSize / 2;
  return [Math.floor((start - half) / grid.hop) + 1, Math.ceil((end + half) / grid.hop)];
}

/**
 * Gain of each bin in frame k, `bins` numbers, or null when the frame is to be silent. The array is read at once and may
 * be reused by the next call.
 */
export type FrameGains = (frame: number) => Float64Array | null;

export interface Stft {
  readonly grid: StftGrid;
  /**
   * Samples [start, start + count) of each channel with each frame's spectrum multiplied by its gains. Gains of 1 return
   * the input within double precision. `input` must reach `fftSize` samples beyond the range on both sides, or to where the
   * recording ends. Samples that are not finite count as silence.
   */
  filter(input: SampleSpan, start: number, count: number, gains: FrameGains): Float64Array[];
}

/** Keeps scratch space: one object a thread. */
export function createStft(grid: StftGrid): Stft {
  const { fftSize, hop, bins } = grid;
  const fft = createRealFft(fftSize);
  const window = Float64Array.from({ length: fftSize }, (_, n) => Math.sin((Math.PI * n) / fftSize));
  const synthesis = window.map((value) => value / 2);
  const segment = new Float64Array(fftSize);
  const spectrum = new Float64Array(fftSize + 2);

  function analyse(samples: Float32Array, offset: number): void {
    const first = Math.max(0, -offset);
    const last = Math.min(fftSize, samples.length - offset);
    segment.fill(0);
    for (let n = first; n < last; n++) {
      const x = samples[offset + n]!;
      if (Number.isFinite(x)) segment[n] = x * window[n]!;
    }
    fft.forward(segment, spectrum);
  }

  function applyGains(gains: Float64Array): void {
    for (let k = 0; k < bins; k++) {
      const gain = gains[k]!;
      spectrum[2 * k] = spectrum[2 * k]! * gain;
      spectrum[2 * k + 1] = spectrum[2 * k + 1]! * gain;
    }
  }

  function overlapAdd(out: Float64Array, offset: number): void {
    fft.inverse(spectrum, segment);
    const first = Math.max(0, -offset);
    const last = Math.min(fftSize, out.length - offset);
    for (let n = first; n < last; n++) out[offset + n] = out[offset + n]! + segment[n]! * synthesis[n]!;
  }

  return {
    grid,
    filter(input, start, count, gains) {
      const out = input.channels.map(() => new Float64Array(count));
      const [first, end] = framesTouching(grid, start, start + count);
      for (let frame = first; frame < end; frame++) {
        const frameGains = gains(frame);
        if (frameGains === null) continue;
        const from = frame * hop - fftSize / 2;
        for (const [c, samples] of input.channels.entries()) {
          analyse(samples, from - input.start);
          applyGains(frameGains);
          overlapAdd(out[c]!, from - start);
        }
      }
      return out;
    },
  };
}
