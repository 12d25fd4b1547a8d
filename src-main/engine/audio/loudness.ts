import type { PcmSource } from './signal.ts';

/** Integrated loudness and sample peak of a stretch; null where there is only silence. */
export interface Loudness {
  /** LUFS after gating (ITU-R BS.1770-4). */
  readonly lufs: number | null;
  /** Largest absolute sample in dB below full scale; not the true peak between samples. */
  readonly peakDb: number | null;
}

export interface LoudnessOptions {
  /** Samples [start, end) instead of the whole recording. */
  readonly range?: { readonly start: number; readonly end: number } | undefined;
  readonly signal?: AbortSignal | undefined;
}

const ABSOLUTE_GATE = -70;
const RELATIVE_GATE = -10;
const READ_FRAMES = 1 << 16;
/** Blocks of 400 ms that overlap by 75 %, so four steps of 100 ms. */
const STEPS_PER_BLOCK = 4;

interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/**
 * The two K-weighting filters at any rate. The standard gives coefficients for 48 kHz only; these are the analogue
 * prototypes behind them (De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018), which
 * reproduce those coefficients at 48 kHz.
 */
export function kWeighting(sampleRate: number): readonly [Biquad, Biquad] {
  const shelf = (() => {
    const k = Math.tan((Math.PI * 1681.974450955533) / sampleRate);
    const q = 0.7071752369554196;
    const high = 10 ** (3.999843853973347 / 20);
    const band = high ** 0.4996667741545416;
    const norm = 1 + k / q + k * k;
    return {
      b: [
        (high + (band * k) / q + k * k) / norm,
        (2 * (k * k - high)) / norm,
        (high - (band * k) / q + k * k) / norm,
      ],
      a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm],
    } as const;
  })();
  const k = Math.tan((Math.PI * 38.13547087602444) / sampleRate);
  const q = 0.5003270373238773;
  const norm = 1 + k / q + k * k;
  const highPass = {
    b: [1, -2, 1],
    a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm],
  } as const;
  return [shelf, highPass];
}

/**
 * Channel weights by count, in FFmpeg's and WAV's channel order: 1 for the front, 1.41 for the sides (60° to 120°), 1 for
 * the rear of 7.1, 0 for the low-frequency effects.
 */
function channelWeights(count: number): readonly number[] {
  const side = 1.41;
  const known: Record<number, readonly number[]> = {
    4: [1, 1, side, side],
    5: [1, 1, 1, side, side],
    6: [1, 1, 1, 0, side, side],
    7: [1, 1, 1, 0, 1, side, side],
    8: [1, 1, 1, 0, 1, 1, side, side],
  };
  return known[count] ?? new Array<number>(count).fill(1);
}

/** Runs one channel through both filters and returns the sum of squares of samples [from, to); state goes on. */
function createWeightedPower(sampleRate: number) {
  const [first, second] = kWeighting(sampleRate);
  const [b0, b1, b2] = first.b;
  const [a1, a2] = first.a;
  const [c1, c2] = second.a;
  let p1 = 0;
  let p2 = 0;
  let q1 = 0;
  let q2 = 0;
  return (samples: Float32Array, from: number, to: number): number => {
    let power = 0;
    for (let n = from; n < to; n++) {
      const x = samples[n]! - a1 * p1 - a2 * p2;
      const shelved = b0 * x + b1 * p1 + b2 * p2;
      p2 = p1;
      p1 = x;
      const y = shelved - c1 * q1 - c2 * q2;
      const out = y - 2 * q1 + q2;
      q2 = q1;
      q1 = y;
      power += out * out;
    }
    // Denormal numbers slow the filters down by a factor of ten in long silence.
    if (Math.abs(p1) < 1e-30 && Math.abs(q1) < 1e-30) p1 = p2 = q1 = q2 = 0;
    return power;
  };
}

const toLufs = (power: number) => -0.691 + 10 * Math.log10(power);
const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Loudness of gated blocks, given the weighted mean square of each 400 ms block. */
export function gatedLoudness(blocks: readonly number[]): number | null {
  const audible = blocks.filter((power) => toLufs(power) > ABSOLUTE_GATE);
  if (audible.length === 0) return null;
  const gate = toLufs(meanOf(audible)) + RELATIVE_GATE;
  return toLufs(meanOf(audible.filter((power) => toLufs(power) > gate)));
}

/** Sums of steps to means of blocks; a recording shorter than a block is judged as one. */
function blocksOf(steps: readonly number[], stepFrames: number, total: number): number[] {
  if (steps.length < STEPS_PER_BLOCK) return [steps.reduce((sum, power) => sum + power, 0) / total];
  const blocks: number[] = [];
  for (let i = 0; i + STEPS_PER_BLOCK <= steps.length; i++) {
    let sum = 0;
    for (let j = 0; j < STEPS_PER_BLOCK; j++) sum += steps[i + j]!;
    blocks.push(sum / (STEPS_PER_BLOCK * stepFrames));
  }
  return blocks;
}

/** Measures a source in pieces of about a second; rejects with an AbortError when aborted. */
export async function measureLoudness(pcm: PcmSource, options: LoudnessOptions = {}): Promise<Loudness> {
  const start = Math.max(0, options.range?.start ?? 0);
  const end = Math.min(pcm.frames, options.range?.end ?? pcm.frames);
  const weights = channelWeights(pcm.channelCount);
  const powers = weights.map(() => createWeightedPower(pcm.sampleRate));
  const stepFrames = Math.round(pcm.sampleRate / 10);
  const steps: number[] = [];
  let open = 0;
  let held = 0;
  let peak = 0;
  for (let at = start; at < end; at += READ_FRAMES) {
    options.signal?.throwIfAborted();
    const count = Math.min(READ_FRAMES, end - at);
    const channels = await pcm.read(at, count, options.signal);
    for (const channel of channels) peak = Math.max(peak, largest(channel));
    for (let from = 0; from < count; ) {
      const to = Math.min(count, from + stepFrames - held);
      for (const [c, channel] of channels.entries()) {
        const power = powers[c]!(channel, from, to);
        open += weights[c]! * power;
      }
      held += to - from;
      from = to;
      if (held < stepFrames) continue;
      steps.push(open);
      open = 0;
      held = 0;
    }
  }
  if (steps.length < STEPS_PER_BLOCK) steps.push(open);
  return {
    lufs: end > start ? gatedLoudness(blocksOf(steps, stepFrames, end - start)) : null,
    peakDb: peak > 0 ? 20 * Math.log10(peak) : null,
  };
}

function largest(samples: Float32Array): number {
  let peak = 0;
  for (let n = 0; n < samples.length; n++) {
    const value = Math.abs(samples[n]!);
    if (value > peak) peak = value;
  }
  return peak;
}
