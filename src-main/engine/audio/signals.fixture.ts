/** mulberry32: small seeded random numbers in [0, 1) for tests. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function sine(hertz: number, sampleRate: number, frames: number, amplitude = 1): Float32Array {
  return Float32Array.from(
    { length: frames },
    (_, n) => amplitude * Math.sin((2 * Math.PI * hertz * n) / sampleRate),
  );
}

/** A swept tone under a swelling envelope: no two moments of it are alike, so a shift in time shows. */
export function sweep(sampleRate: number, frames: number, highest = 1500): Float32Array {
  return Float32Array.from({ length: frames }, (_, n) => {
    const t = n / frames;
    const phase = (2 * Math.PI * (200 * t + ((highest - 200) * t * t) / 2) * frames) / sampleRate;
    return (0.3 + 0.2 * Math.sin(7 * t)) * Math.sin(phase);
  });
}

/** Random whole steps of `bits` bits, the extremes among them. */
export function steps(bits: number, frames: number, seed: number): Float32Array {
  const random = createRandom(seed);
  const full = 2 ** (bits - 1);
  const values = Float32Array.from({ length: frames }, () => Math.floor((2 * random() - 1) * full) / full);
  values[0] = -1;
  values[1] = (full - 1) / full;
  return values;
}

/** Signal to error ratio in decibels. */
export function signalToError(expected: ArrayLike<number>, actual: ArrayLike<number>): number {
  let signal = 0;
  let error = 0;
  for (let n = 0; n < expected.length; n++) {
    signal += expected[n]! ** 2;
    error += (expected[n]! - actual[n]!) ** 2;
  }
  return 10 * Math.log10(signal / error);
}
