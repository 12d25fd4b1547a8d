import FFT from 'fft.js';

/**
 * Real discrete Fourier transform of one size (a power of two from 4). Spectra are interleaved [re0, im0, re1, im1, …] with
 * size/2 + 1 bins; unnormalised forward, inverse divides by the size. Buffers passed in are overwritten; the object keeps
 * scratch space and must not be shared between threads.
 */
export interface RealFft {
  readonly size: number;
  /** `signal` has `size` samples, `spectrum` size + 2 numbers. */
  forward(signal: ArrayLike<number>, spectrum: Float64Array): void;
  inverse(spectrum: Float64Array, signal: Float64Array): void;
}

export function createRealFft(size: number): RealFft {
  const fft = new FFT(size);
  const half = size / 2;
  const halfFft = new FFT(half);
  const complex = new Float64Array(2 * size);
  const packed = new Float64Array(size);
  const cosine = Float64Array.from({ length: half }, (_, k) => Math.cos((2 * Math.PI * k) / size));
  const sine = Float64Array.from({ length: half }, (_, k) => Math.sin((2 * Math.PI * k) / size));

  /** Spectrum of even samples + i · odd samples (Sorensen et al. 1987): a complex transform of half the size is enough. */
  function pack(spectrum: Float64Array): void {
    for (let k = 0; 2 * k <= half; k++) {
      const mirror = half - k;
      const re = 0.5 * spectrum[2 * k]!;
      const im = 0.5 * spectrum[2 * k + 1]!;
      const mirrorRe = 0.5 * spectrum[2 * mirror]!;
      const mirrorIm = 0.5 * spectrum[2 * mirror + 1]!;
      const c = cosine[k]!;
      const s = sine[k]!;
      const turnedRe = (re - mirrorRe) * s + (im + mirrorIm) * c;
      const turnedIm = (re - mirrorRe) * c - (im + mirrorIm) * s;
      packed[2 * k] = re + mirrorRe - turnedRe;
      packed[2 * k + 1] = im - mirrorIm + turnedIm;
      if (mirror === half) continue;
      packed[2 * mirror] = re + mirrorRe + turnedRe;
      packed[2 * mirror + 1] = mirrorIm - im + turnedIm;
    }
  }

  return {
    size,
    forward(signal, spectrum) {
      fft.realTransform(complex, signal);
      spectrum.set(complex.subarray(0, size + 2));
    },
    inverse(spectrum, signal) {
      pack(spectrum);
      halfFft.inverseTransform(signal, packed);
    },
  };
}
