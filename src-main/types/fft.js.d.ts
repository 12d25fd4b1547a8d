declare module 'fft.js' {
  /** Radix-4 FFT; complex arrays are interleaved. */
  class FFT {
    constructor(size: number);
    readonly size: number;
    realTransform(out: Float64Array, data: ArrayLike<number>): void;
    inverseTransform(out: Float64Array, data: Float64Array): void;
  }
  // biome-ignore lint/style/noDefaultExport: the library's own shape
  export default FFT;
}
