import { defineTask } from '../jobs/compute.ts';
import { type BandSlice, modelSamples, spectrumOf } from './band-slice.ts';
import { frameStart } from './framing.ts';
import type { FrontEnd } from './manifest.ts';

/** A sound, one of several that add up to a recording, over some frames of it. */
export type SourceSlice = Omit<BandSlice, 'frontEnd'>;

/** Seconds from the first frame's place, in order; sound fades from one span into the next over `fade` seconds. */
export interface Spans {
  readonly edges: readonly number[];
  readonly fade: number;
}

/** Complex spectra of one source in one span, for the frames [first, end) of the slice: the others do not see it. */
export interface SpanSpectra {
  readonly first: number;
  readonly end: number;
  /** [(end − first) × (fftSize + 2)], interleaved real and imaginary. */
  readonly values: Float32Array;
}

export interface GatedInput {
  readonly frontEnd: FrontEnd;
  readonly slice: SourceSlice;
  readonly spans: Spans;
}

export const gatedSpectraTask = defineTask<GatedInput, SpanSpectra[]>(import.meta.url, 'gatedSpectra');

/** The spectra of a source, cut into spans, that the front end would compute; spans of all sources together add up to the recording's. */
export function gatedSpectra({ frontEnd, slice, spans }: GatedInput): SpanSpectra[] {
  const { samples, start } = modelSamples({ ...slice, frontEnd });
  const { range } = slice;
  const { fftSize, sampleRate } = frontEnd;
  const zero = frameStart(range.first, frontEnd) + (frontEnd.origin === 'centre' ? fftSize / 2 : 0);
  const half = (spans.fade * sampleRate) / 2;
  const spectrum = new Float64Array(fftSize + 2);
  return spans.edges.slice(0, -1).map((edge, t) => {
    const last = t === spans.edges.length - 2;
    const from = t === 0 ? Number.NEGATIVE_INFINITY : zero + edge * sampleRate;
    const to = last ? Number.POSITIVE_INFINITY : zero + spans.edges[t + 1]! * sampleRate;
    const gated = samples.map((sample, n) => sample * gate(start + n, from, to, half));
    let first = 0;
    while (first < range.count && frameStart(range.first + first, frontEnd) + fftSize <= from - half) first++;
    let end = range.count;
    while (end > first && frameStart(range.first + end - 1, frontEnd) >= to + half) end--;
    const values = new Float32Array((end - first) * (fftSize + 2));
    for (let f = first; f < end; f++) {
      spectrumOf(gated, frameStart(range.first + f, frontEnd) - start, frontEnd, spectrum);
      values.set(spectrum, (f - first) * (fftSize + 2));
    }
    return { first, end, values };
  });
}

/** 1 between the edges, 0 outside, raised cosines around them; those of neighbouring spans add up to 1. */
function gate(sample: number, from: number, to: number, half: number): number {
  return rise(sample - from, half) - rise(sample - to, half);
}

function rise(distance: number, half: number): number {
  if (distance <= -half) return 0;
  if (distance >= half) return 1;
  return 0.5 + 0.5 * Math.sin((Math.PI * distance) / (2 * half));
}
