import { bandsOfSpectrum } from '../model/band-slice.ts';
import type { SpanSpectra, Spans } from '../model/gated-spectra.ts';
import type { LevelReference } from '../model/level.ts';
import type { FrontEnd } from '../model/manifest.ts';
import { scaleBands } from '../model/scaling.ts';
import type { Components } from './components.ts';

/** A source with its spectra in each span. */
export interface SpannedSource {
  readonly name: string;
  readonly spans: readonly SpanSpectra[];
  /** Energy in each span. */
  readonly energy: readonly number[];
}

export interface SourceWindow {
  readonly sources: readonly SpannedSource[];
  readonly spans: Spans;
  /** The window as it is, [frames × bands]. */
  readonly values: Float32Array;
  readonly frames: number;
  readonly bands: number;
  readonly frontEnd: FrontEnd;
  readonly reference: LevelReference;
  /** Hz, lowest and highest of the front end. */
  readonly frequencyRange: [number, number];
}

/**
 * Sound sources in spans of time as components (audioLIME: Haunschmid, Manilow and Widmer 2020); component span · sources + source.
 * A perturbed window is what the front end would make of the kept sources mixed together: spectra are added before magnitudes are
 * taken. A frame sees few components, so each mixture of them is computed once and then looked up.
 */
export function sourceComponents(window: SourceWindow): Components {
  const { sources, spans, values, frames, bands } = window;
  const list = spans.edges
    .slice(0, -1)
    .flatMap((_, t) => sources.map((source) => ({ source, spectra: source.spans[t]!, t })));
  const seen = Array.from({ length: frames }, (_, f) =>
    list.flatMap(({ spectra }, c) => (spectra.first <= f && f < spectra.end ? [c] : [])),
  );
  const mixtures = Array.from({ length: frames }, () => new Map<string, Float32Array>());
  const rowOf = (frame: number, kept: readonly number[]): Float32Array => {
    const key = kept.join();
    const known = mixtures[frame]!.get(key);
    if (known) return known;
    const row =
      kept.length === seen[frame]!.length
        ? values.subarray(frame * bands, (frame + 1) * bands)
        : mixedRow(
            window,
            kept.map((c) => list[c]!.spectra),
            frame,
          );
    mixtures[frame]!.set(key, row);
    return row;
  };
  return {
    count: list.length,
    extents: list.map(({ source, t }) => ({
      timeRange: [spans.edges[t]!, spans.edges[t + 1]!],
      frequencyRange: window.frequencyRange,
      cells: 0,
      source: source.name,
    })),
    firstFrame: Int32Array.from(list, ({ spectra }) => spectra.first),
    endFrame: Int32Array.from(list, ({ spectra }) => spectra.end),
    loudness: Float64Array.from(list, ({ source, t }) => source.energy[t]!),
    cells: values.length,
    segmented: null,
    compose(masks, rows, out) {
      for (let i = 0; i < rows; i++) {
        const mask = masks.subarray(i * list.length, (i + 1) * list.length);
        for (let f = 0; f < frames; f++) {
          const kept = seen[f]!.filter((c) => mask[c] === 1);
          out.set(rowOf(f, kept), i * values.length + f * bands);
        }
      }
    },
  };
}

/** One frame of the front end over a mixture. */
function mixedRow(
  { bands, frontEnd, reference }: SourceWindow,
  parts: readonly SpanSpectra[],
  frame: number,
): Float32Array {
  const size = frontEnd.fftSize + 2;
  const sum = new Float64Array(size);
  for (const { first, values } of parts) {
    const at = (frame - first) * size;
    for (let k = 0; k < size; k++) sum[k]! += values[at + k]!;
  }
  const row = new Float32Array(bands);
  bandsOfSpectrum(sum, frontEnd, row);
  return scaleBands(
    { firstFrame: 0, frames: 1, bands, values: row, peak: 0, damagedSamples: 0 },
    frontEnd,
    reference,
  ).values;
}
