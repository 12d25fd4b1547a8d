import { describe, expect, it } from 'vitest';
import { createRealFft } from './fft.ts';

describe('real FFT', () => {
  it('agrees with the discrete Fourier sum', () => {
    const size = 64;
    const signal = Float64Array.from({ length: size }, (_, n) => Math.sin(n * n * 0.37) + 0.3 * n);
    const spectrum = new Float64Array(size + 2);
    createRealFft(size).forward(signal, spectrum);
    for (let k = 0; k <= size / 2; k++) {
      let re = 0;
      let im = 0;
      for (let n = 0; n < size; n++) {
        re += signal[n]! * Math.cos((2 * Math.PI * k * n) / size);
        im -= signal[n]! * Math.sin((2 * Math.PI * k * n) / size);
      }
      expect(spectrum[2 * k]).toBeCloseTo(re, 9);
      expect(spectrum[2 * k + 1]).toBeCloseTo(im, 9);
    }
  });

  it('returns to the signal', () => {
    const size = 256;
    const signal = Float64Array.from({ length: size }, (_, n) => Math.cos(n * 1.7) * (n % 7));
    const spectrum = new Float64Array(size + 2);
    const back = new Float64Array(size);
    const fft = createRealFft(size);
    fft.forward(signal, spectrum);
    fft.inverse(spectrum, back);
    for (let n = 0; n < size; n++) expect(back[n]).toBeCloseTo(signal[n]!, 10);
  });
});
