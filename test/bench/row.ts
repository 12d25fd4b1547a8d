import { createRealFft } from '../../src-main/engine/audio/fft.ts';

/** One line of docs/benchmarks.md. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: 's' | 'ms' | 'MB' | '× real time' | 'samples/s' | '%' | 'nodes' | 'textures';
  /** What issue or design ask for, in words. */
  readonly goal: string;
  readonly met: boolean;
  /** The same work measured as a multiple of the machine's reference task, where it is a time. */
  readonly reference?: number;
}

/** Prints a row for bench.ts to collect. */
export function printRow(row: Row): void {
  console.log(JSON.stringify(row));
}

/** The value that a share `q` (0 … 1) of the values lies below; NaN of none. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Milliseconds this machine takes now for 2,000 real transforms of 4,096 points on one thread: what times are compared with. */
export function referenceMs(): number {
  const size = 4096;
  const fft = createRealFft(size);
  const signal = Float64Array.from({ length: size }, (_, n) => Math.sin(n * n));
  const spectrum = new Float64Array(size + 2);
  const once = () => {
    const began = performance.now();
    for (let i = 0; i < 2000; i++) fft.forward(signal, spectrum);
    return performance.now() - began;
  };
  once();
  return median([once(), once(), once()]);
}
