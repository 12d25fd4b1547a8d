import { createStft, type FrameGains, type SampleSpan, type Stft, stftGrid } from '../audio/stft.ts';
import { defineTask } from '../jobs/compute.ts';
import { combineGains } from './gain.ts';
import { createMask, rampedMask } from './mask.ts';
import { type EditPlan, type Stretch, TIME_EDGE_SECONDS } from './plan.ts';
import { raisedCosineStep } from './raised-cosine.ts';

/**
 * Rendering of one range, as a pure function that can run on any thread.
 *
 *     output = original + Σ_stretches fade(t) · ISTFT[(G − 1) · STFT[original]]
 *
 * Only the difference goes through the transform, so that what no step touches keeps its bits, and the fades of all
 * stretches add up to 1 (crossfades of 12 ms, placed sample by sample, where the STFT alone would smear them over 93 ms).
 */
export interface RenderInput {
  readonly plan: EditPlan;
  /** One array a channel; must reach one STFT frame beyond the range on both sides (see `contextSamples`). */
  readonly channels: readonly Float32Array[];
  /** Where the arrays begin on the recording's sample axis. */
  readonly channelsStart: number;
  readonly start: number;
  readonly count: number;
}

/** Samples around a range that its rendering depends on. */
export function contextSamples(sampleRate: number): number {
  return stftGrid(sampleRate).fftSize;
}

/** Samples a stretch reaches, crossfades included: [first, end), possibly infinite. */
export function reachOf(stretch: Stretch, sampleRate: number): [number, number] {
  const half = (TIME_EDGE_SECONDS * sampleRate) / 2;
  return [Math.floor(stretch.from - half), Math.ceil(stretch.to + half) + 1];
}

/** The edited samples of [start, start + count), one array a channel. */
export function renderSpan(input: RenderInput): Float32Array[] {
  const { plan, start, count } = input;
  const stft = stftFor(plan.sampleRate);
  const original: SampleSpan = { channels: input.channels, start: input.channelsStart };
  const changes = input.channels.map(() => new Float64Array(count));
  const touched = new Uint8Array(count);
  for (const stretch of plan.stretches) {
    const [reachStart, reachEnd] = reachOf(stretch, plan.sampleRate);
    const from = Math.max(start, reachStart);
    const to = Math.min(start + count, reachEnd);
    if (from >= to) continue;
    const fade = fadeOf(stretch, plan.sampleRate, from, to - from);
    const differences = differenceOf(stretch, stft)(original, from, to - from);
    for (const [c, difference] of differences.entries())
      addChange(changes[c]!, from - start, difference, fade);
    for (let n = 0; n < fade.length; n++) if (fade[n] !== 0) touched[from - start + n] = 1;
  }
  return input.channels.map((samples, c) =>
    mix(samples.subarray(start - input.channelsStart), changes[c]!, touched),
  );
}

export const renderSpanTask = defineTask<RenderInput, Float32Array[]>(import.meta.url, 'renderSpan');

let lastStft: { readonly sampleRate: number; readonly stft: Stft } | undefined;

/** Its tables take longer to make than a block to render, so the latest is kept. */
function stftFor(sampleRate: number): Stft {
  if (lastStft?.sampleRate !== sampleRate) lastStft = { sampleRate, stft: createStft(stftGrid(sampleRate)) };
  return lastStft.stft;
}

/** The share of a stretch at each sample; over all stretches, those left out included, the shares add up to 1. */
function fadeOf(stretch: Stretch, sampleRate: number, start: number, count: number): Float64Array {
  const width = TIME_EDGE_SECONDS * sampleRate;
  const fade = new Float64Array(count).fill(1);
  const fadeBetween = (first: number, end: number) => {
    for (let n = first; n < end; n++)
      fade[n] =
        raisedCosineStep(start + n, stretch.from, width) - raisedCosineStep(start + n, stretch.to, width);
  };
  const within = (n: number) => Math.min(count, Math.max(0, n - start));
  const innerStart = within(Math.ceil(stretch.from + width / 2));
  const innerEnd = Math.max(innerStart, within(Math.floor(stretch.to - width / 2)));
  fadeBetween(0, innerStart);
  fadeBetween(innerEnd, count);
  return fade;
}

function addChange(change: Float64Array, offset: number, difference: Float64Array, fade: Float64Array): void {
  for (let n = 0; n < fade.length; n++) change[offset + n] = change[offset + n]! + fade[n]! * difference[n]!;
}

function mix(original: Float32Array, change: Float64Array, touched: Uint8Array): Float32Array {
  const out = new Float32Array(change.length);
  for (let n = 0; n < out.length; n++) {
    const x = original[n]!;
    out[n] = touched[n] === 0 ? x : (Number.isFinite(x) ? x : 0) + change[n]!;
  }
  return out;
}

type Difference = (input: SampleSpan, start: number, count: number) => Float64Array[];

/** What a stretch's steps add to the original. */
function differenceOf(stretch: Stretch, stft: Stft): Difference {
  if (stretch.factors.length > 0) {
    const gains = gainDifference(stretch, stft);
    return (input, start, count) => stft.filter(input, start, count, gains);
  }
  return (input, start, count) =>
    input.channels.map((samples) => {
      const out = new Float64Array(count);
      for (let n = 0; n < count; n++) {
        const x = samples[start - input.start + n]!;
        if (Number.isFinite(x)) out[n] = (stretch.gain - 1) * x;
      }
      return out;
    });
}

/** G − 1 of every bin, frame by frame; null where it is 0 throughout. */
function gainDifference(stretch: Stretch, { grid }: Stft): FrameGains {
  const factors = stretch.factors.map((factor) => {
    const mask = createMask(factor.shape, grid);
    return { ...factor, mask: factor.ramp ? rampedMask(mask, factor.ramp, grid) : mask };
  });
  const steady = factors.every((factor) => factor.mask.steady);
  const total = new Float64Array(grid.bins);
  let known: Float64Array | null | undefined;

  function compute(frame: number): Float64Array | null {
    total.fill(stretch.gain);
    let idle = stretch.gain === 1;
    for (const { mask, complement, gain } of factors) {
      const membership = mask.at(frame);
      if (membership === null && !complement) continue;
      idle = false;
      for (let k = 0; k < grid.bins; k++) {
        const inside = membership === null ? 0 : membership[k]!;
        const share = complement ? 1 - inside : inside;
        if (share === 0) continue;
        total[k] = combineGains(total[k]!, 1 + share * (gain - 1));
      }
    }
    if (idle) return null;
    for (let k = 0; k < grid.bins; k++) total[k] = total[k]! - 1;
    return total;
  }

  return (frame) => {
    if (!steady) return compute(frame);
    if (known === undefined) known = compute(frame);
    return known;
  };
}
