import type { Components } from './explain/components.ts';
import { type SpannedSource, sourceComponents } from './explain/source-components.ts';
import type { Compute } from './jobs/compute.ts';
import { sourceRange } from './model/band-slice.ts';
import { bandEdges } from './model/filter-bank.ts';
import { gatedSpectraTask, type Spans } from './model/gated-spectra.ts';
import type { LevelReference } from './model/level.ts';
import type { FrontEnd } from './model/manifest.ts';
import type { Moment } from './model/moment.ts';
import type { Spectrogram } from './model/spectrogram.ts';
import type { SeparatedSpan } from './separated-sources.ts';

/** How long the sound of one span fades into the next: as long as an edit's edge. */
const FADE_SECONDS = 0.012;

export interface SourceWindowRequest {
  readonly moment: Moment;
  readonly spectrogram: Spectrogram;
  readonly frontEnd: FrontEnd;
  readonly reference: LevelReference;
  /** The recording's own. */
  readonly sampleRate: number;
  readonly length: number;
  readonly separated: SeparatedSpan;
  /** About how long a span is. */
  readonly seconds: number;
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
}

/** The samples of a recording that the frames of a window see; may reach outside the recording. */
export function samplesOfWindow(
  { firstFrame, frames }: Moment,
  frontEnd: FrontEnd,
  sampleRate: number,
  length: number,
): { readonly start: number; readonly end: number } {
  const { start, count } = sourceRange(frontEnd, { first: firstFrame, count: frames }, sampleRate, length);
  return { start, end: start + count };
}

/** Sources × spans of a window as components, and which lane and span each cell of the picture [frames × sources] belongs to. */
export async function sourceWindow(
  request: SourceWindowRequest,
): Promise<{ components: Components; labels: Int32Array; bandEdges: number[] }> {
  const { moment, spectrogram, frontEnd, separated, compute, signal } = request;
  const spans = spansOf(moment, request.seconds);
  const sources: SpannedSource[] = [];
  for (const { name, channels } of separated.sources) {
    const slice = sliceOf(request, channels);
    const spectra = await compute.run(gatedSpectraTask, { frontEnd, slice, spans }, { signal });
    sources.push({ name, spans: spectra, energy: spectra.map(({ values }) => energyOf(values)) });
  }
  const edges = bandEdges(frontEnd);
  const components = sourceComponents({
    sources,
    spans,
    values: spectrogram.values,
    frames: spectrogram.frames,
    bands: spectrogram.bands,
    frontEnd,
    reference: request.reference,
    frequencyRange: [edges[0]!, edges.at(-1)!],
  });
  return {
    components,
    labels: laneLabels(spectrogram.frames, sources.length, spans, moment),
    bandEdges: laneEdges(sources.length),
  };
}

function spansOf({ start, end }: Moment, seconds: number): Spans {
  const length = end - start;
  const count = Math.max(1, Math.round(length / seconds));
  return { edges: Array.from({ length: count + 1 }, (_, t) => (t * length) / count), fade: FADE_SECONDS };
}

/** A source's samples as the front end wants them: the whole stretch its frames see, silence outside the recording. */
function sliceOf(
  { moment, frontEnd, sampleRate, length, separated }: SourceWindowRequest,
  channels: readonly Float32Array[],
) {
  const { start, end } = samplesOfWindow(moment, frontEnd, sampleRate, length);
  const padded = channels.map((channel) => {
    const out = new Float32Array(end - start);
    out.set(channel, separated.start - start);
    return out;
  });
  return {
    range: { first: moment.firstFrame, count: moment.frames },
    sourceRate: sampleRate,
    sourceFrames: length,
    sourceStart: start,
    channels: padded,
  };
}

function energyOf(spectra: Float32Array): number {
  let sum = 0;
  for (const value of spectra) sum += value * value;
  return sum;
}

function laneLabels(frames: number, sources: number, { edges }: Spans, { start, end }: Moment): Int32Array {
  const labels = new Int32Array(frames * sources);
  for (let f = 0; f < frames; f++) {
    const second = (f * (end - start)) / frames;
    const span = Math.max(
      0,
      edges.findLastIndex((edge, t) => t < edges.length - 1 && edge <= second),
    );
    for (let s = 0; s < sources; s++) labels[f * sources + s] = span * sources + s;
  }
  return labels;
}

/** Lanes of equal height on the display's axis, 30 Hz to 20 kHz. */
function laneEdges(sources: number): number[] {
  return Array.from({ length: sources + 1 }, (_, s) => 30 * (20_000 / 30) ** (s / sources));
}
