import { MezzoError } from '../../src-preload/contract/errors.ts';
import type { ExplanationSettings } from '../../src-preload/contract/explanation.ts';
import type { Analyses } from './analyses.ts';
import { alignedLabels, type LabelPicture } from './explain/aligned-labels.ts';
import type { Choice } from './explain/choice.ts';
import type { Components } from './explain/components.ts';
import type { Fill } from './explain/fill.ts';
import { findFill } from './explain/fills.ts';
import { axesOf } from './explain/geometry.ts';
import type { Segmenter } from './explain/segmenter.ts';
import { findSegmenter } from './explain/segmenters.ts';
import type { Separator } from './explain/separator.ts';
import { cutWindow } from './explain/spectrogram-components.ts';
import type { Compute } from './jobs/compute.ts';
import { framesOf } from './model/band-magnitudes.ts';
import type { Model } from './model/model.ts';
import { type Moment, momentAt } from './model/moment.ts';
import type { Analysis } from './model/prediction.ts';
import { scaleBands } from './model/scaling.ts';
import type { Spectrogram } from './model/spectrogram.ts';
import type { SeparatedSources } from './separated-sources.ts';
import type { SeparatorRegistry } from './separator-registry.ts';
import { isUnchanged, type Sound } from './sounds.ts';
import { samplesOfWindow, sourceWindow } from './source-window.ts';

/** What part of a sound is explained, and by what parts. */
export type WindowSettings = Pick<ExplanationSettings, 'start' | 'segmenter' | 'fill' | 'regions'>;

/** A window cut into components, with the picture that shows them in the recording's time. */
export interface ExplainedWindow extends LabelPicture {
  readonly moment: Moment;
  readonly spectrogram: Spectrogram;
  readonly segmenter: { readonly name: string; readonly params: Readonly<Record<string, number>> };
  readonly fill: string;
  readonly regions: WindowSettings['regions'];
  readonly components: Components;
  /** The recording's second for one that counts from the start of the window. */
  readonly placed: (second: number) => number;
  /** dB below the recording; null where components are no sources. */
  readonly sourceErrorDb: number | null;
}

export interface WindowContext {
  readonly analyses: Analyses;
  readonly separators: SeparatorRegistry;
  readonly separatedSources: SeparatedSources;
  /** Where the recording's file lies. */
  readonly path: string;
  readonly compute: Compute;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((step: 'prediction' | 'segments', fraction: number) => void) | undefined;
}

/** Cuts the window of a sound that starts at `settings.start`. Throws `bad_request` for a start beyond the end or a setting that does not exist. */
export async function cutExplainedWindow(
  sound: Sound,
  model: Model,
  settings: WindowSettings,
  context: WindowContext,
): Promise<ExplainedWindow> {
  const separator = await context.separators.find(settings.segmenter);
  const segmenter = separator ? null : findSegmenter(settings.segmenter);
  const fill = findFill(settings.fill);
  const { signal, onProgress } = context;
  expectInside(settings.start, sound);
  const analysis = await context.analyses.ofSound(sound, model, {
    signal,
    onProgress: (fraction) => onProgress?.('prediction', fraction),
  });
  const { moment, spectrogram } = windowOf(analysis, model, settings.start);
  const cut: Cut = { moment, spectrogram, analysis, sound, model, settings, context };
  onProgress?.('segments', 0);
  const parts = segmenter ? await segmentsOf(cut, segmenter, fill) : await sourcesOf(cut, separator!);
  onProgress?.('segments', 1);
  const { entry, params } = (segmenter ?? separator)!;
  const placed = placing(moment, analysis.time);
  return {
    placed,
    moment,
    spectrogram,
    segmenter: { name: entry.name, params },
    fill: fill.name,
    regions: settings.regions,
    ...parts,
    ...(analysis.time ? alignedLabels(parts, placed) : {}),
  };
}

/** Where the recording has a second of a window. */
function placing({ soundStart }: Moment, time: Analysis['time']): (second: number) => number {
  return (second) => (time ? time.toRecording(soundStart + second) : soundStart + second);
}

type Parts = Pick<ExplainedWindow, 'components' | 'labels' | 'picture' | 'sourceErrorDb'>;

/** A window found and not yet in parts. */
interface Cut extends Pick<ExplainedWindow, 'moment' | 'spectrogram'> {
  readonly analysis: Analysis;
  readonly sound: Sound;
  readonly model: Model;
  readonly settings: WindowSettings;
  readonly context: WindowContext;
}

async function segmentsOf(
  { moment, spectrogram, analysis, model: { manifest }, settings, context: { compute, signal } }: Cut,
  { entry: segmenter, params }: Choice<Segmenter>,
  fill: Fill,
): Promise<Parts> {
  const { frames, bands } = spectrogram;
  const axes = axesOf(manifest.frontEnd);
  const cut = await cutWindow(
    { ...spectrogram, axes, silence: manifest.fillValue },
    {
      segmenter,
      params,
      fill,
      regions: withinMoment(settings.regions, moment, analysis.time),
      compute,
      signal,
    },
  );
  return {
    ...cut,
    picture: { frames, bands, frameSeconds: axes.frameSeconds, bandEdges: [...axes.bandEdges] },
    sourceErrorDb: null,
  };
}

async function sourcesOf(
  { moment, spectrogram, analysis, sound, model, settings, context }: Cut,
  { params }: Choice<Separator>,
): Promise<Parts> {
  const { recording } = sound;
  const { frontEnd } = model.manifest;
  const { separatedSources, path, compute, signal } = context;
  if (!isUnchanged(sound))
    throw new MezzoError(
      'bad_request',
      'Sound sources are those of the recording without edits. Explain the original.',
    );
  const { sampleRate, frames: length } = recording;
  const samples = samplesOfWindow(moment, frontEnd, sampleRate, length);
  const separated = await separatedSources.of(
    { recording, path, separator: settings.segmenter, ...samples },
    { signal },
  );
  const { components, labels, bandEdges } = await sourceWindow({
    moment,
    spectrogram,
    frontEnd,
    reference: analysis.reference,
    sampleRate,
    length,
    separated,
    seconds: params.seconds!,
    compute,
    signal,
  });
  return {
    components,
    labels,
    picture: {
      frames: spectrogram.frames,
      bands: separated.sources.length,
      frameSeconds: axesOf(frontEnd).frameSeconds,
      bandEdges,
    },
    sourceErrorDb: separated.errorDb,
  };
}

export function windowOf(
  analysis: Analysis,
  model: Model,
  start: number,
): { moment: Moment; spectrogram: Spectrogram } {
  const moment = momentAt(analysis, model, start);
  const bands = framesOf(analysis.bands, moment.firstFrame, moment.frames);
  return { moment, spectrogram: scaleBands(bands, model.manifest.frontEnd, analysis.reference) };
}

/** Near its end a recording is explained by its last window; beyond it there is nothing to explain. */
function expectInside(start: number, { recording }: Sound): void {
  const duration = recording.frames / recording.sampleRate;
  if (start <= duration) return;
  throw new MezzoError(
    'bad_request',
    `The recording ends at ${duration.toFixed(2)} s: there is nothing to explain at ${start} s. Choose an earlier start.`,
  );
}

/** Regions of the recording as regions of the window, in seconds from its start. */
function withinMoment(regions: WindowSettings['regions'], { soundStart }: Moment, time: Analysis['time']) {
  const within = (second: number) => (time ? time.toSound(second) : second) - soundStart;
  return regions.map(({ timeRange: [from, to], frequencyRange }) => ({
    timeRange: [within(from), within(to)] as const,
    frequencyRange,
  }));
}
