import FFT from 'fft.js';

/**
 * Real discrete Fourier transform of one size (a power of two). Spectra are interleaved [re0, im0, re1, im1, …] with
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
  const complex = new Float64Array(2 * size);
  const scratch = new Float64Array(2 * size);
  return {
    size,
    forward(signal, spectrum) {
      fft.realTransform(complex, signal);
      spectrum.set(complex.subarray(0, size + 2));
    },
    inverse(spectrum, signal) {
      complex.set(spectrum.subarray(0, size + 2));
      for (let k = 1; k < size / 2; k++) {
        complex[2 * (size - k)] = spectrum[2 * k]!;
        complex[2 * (size - k) + 1] = -spectrum[2 * k + 1]!;
      }
      fft.inverseTransform(scratch, complex);
      for (let n = 0; n < size; n++) signal[n] = scratch[2 * n]!;
    },
  };
}
