import { pcmOf, type Signal } from '../audio/signal.ts';

/** Deterministic sounds for the edit tests. */

/** Uniform noise of ±amplitude from a linear congruential generator (Numerical Recipes). */
export function noise(length: number, seed: number, amplitude = 0.5): Float32Array {
  let state = seed >>> 0;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 31 - 1) * amplitude;
  });
}

/** A sine that swells and fades over 50 ms: begun at once, it would hold every frequency for a moment. */
export function sine(length: number, sampleRate: number, frequency: number, amplitude = 0.5): Float32Array {
  const ramp = 0.05 * sampleRate;
  const swell = (n: number) => Math.sin((Math.PI / 2) * Math.min(1, n / ramp)) ** 2;
  return Float32Array.from(
    { length },
    (_, n) =>
      amplitude * swell(n) * swell(length - 1 - n) * Math.sin((2 * Math.PI * frequency * n) / sampleRate),
  );
}

/** Plucked chords, one every 0.3 s: harmonics up to 3 kHz that decay, so that something happens in time and frequency. */
export function chords(length: number, sampleRate: number): Float32Array {
  const out = new Float32Array(length);
  const roots = [110, 130.8, 164.8, 98];
  for (let n = 0; n < length; n++) {
    const second = n / sampleRate;
    const beat = Math.floor(second / 0.3);
    const decay = Math.exp(-6 * (second - 0.3 * beat)) * Math.min(1, (second - 0.3 * beat) / 0.005);
    const root = roots[beat % roots.length]!;
    for (let h = 1; h * root < Math.min(3000, sampleRate / 2.2); h++)
      out[n] = out[n]! + (0.15 / h) * decay * Math.sin(2 * Math.PI * h * root * second);
  }
  return out;
}

/** Root mean square of [start, end) in dB re full scale; −300 for silence. */
export function levelDb(samples: ArrayLike<number>, start = 0, end = samples.length): number {
  let sum = 0;
  for (let n = start; n < end; n++) sum += samples[n]! ** 2;
  return 10 * Math.log10(sum / (end - start) + 1e-30);
}

export function difference(a: Float32Array, b: Float32Array): Float64Array {
  if (a.length !== b.length) throw new Error(`lengths differ: ${a.length} and ${b.length}`);
  return Float64Array.from(a, (value, n) => value - b[n]!);
}

/** Largest step from one sample to the next: what a click makes large. */
export function largestStep(samples: Float32Array, start = 1, end = samples.length): number {
  let step = 0;
  for (let n = Math.max(1, start); n < end; n++)
    step = Math.max(step, Math.abs(samples[n]! - samples[n - 1]!));
  return step;
}

export function soundOf(sampleRate: number, ...channels: Float32Array[]) {
  const signal: Signal = { sampleRate, channels };
  return pcmOf(signal);
}
