import type { Signal } from '../audio/signal.ts';

/** The signal of test/golden/front-end/make.py: chirp, partials, clicks, a silent stretch, congruential noise. */
export function goldenSignal(seconds: number, sampleRate: number, channelCount: number): Signal {
  const length = Math.round(seconds * sampleRate);
  const noise = congruentialNoise(length);
  const channels = Array.from({ length: channelCount }, (_, channel) => {
    const x = new Float64Array(length);
    for (let n = 0; n < length; n++) {
      const t = n / sampleRate;
      x[n] =
        0.3 * Math.sin(2 * Math.PI * (110 * t + (150 + 40 * channel) * t * t)) +
        0.2 * Math.sin(2 * Math.PI * 440 * t + channel) +
        0.1 * Math.sin(2 * Math.PI * 2637.02 * t) +
        (channelCount === 1 ? 0.02 * noise[n]! : 0);
      if (t >= 0.9 && t < 1.2) x[n] = 0;
      if (channelCount > 1) {
        const fade = Math.min(t, Math.abs(t - 0.9), Math.abs(t - 1.2), seconds - t) / 0.02;
        x[n]! *= 0.5 - 0.5 * Math.cos(Math.PI * Math.max(0, Math.min(1, fade)));
      }
    }
    if (channelCount === 1) {
      for (let click = 1; click < 6; click++) x[click * Math.floor(length / 6)]! += 0.5;
    }
    return Float32Array.from(x);
  });
  return { sampleRate, channels };
}

/** Uniform in [−1, 1), the same on every machine (Numerical Recipes' quick generator). */
function congruentialNoise(length: number, seed = 12345): Float64Array {
  let state = seed;
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  });
}
