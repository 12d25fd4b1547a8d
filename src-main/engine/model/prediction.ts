import type { Judgement } from '../../../src-preload/contract/domain.ts';
import type { SoundTime } from '../../../src-preload/contract/time-map.ts';
import type { PcmSource } from '../audio/signal.ts';
import type { Compute } from '../jobs/compute.ts';
import { type BandMagnitudes, padFrames, replaceFrames } from './band-magnitudes.ts';
import { emotionsOf, judge } from './effects.ts';
import { distanceOf, familiarityOf, medianOf } from './familiarity.ts';
import { frameToSeconds } from './framing.ts';
import { computeBands } from './front-end.ts';
import { type LevelReference, levelReference } from './level.ts';
import type { Manifest } from './manifest.ts';
import type { Model } from './model.ts';
import { type JudgedPositions, judgePositions } from './position-map.ts';
import {
  meanOf,
  type PositionRange,
  positionCount,
  positionsInside,
  positionsSeeing,
  type WindowGrid,
} from './positions.ts';
import { windowFor, windowsOf } from './windows.ts';

/**
 * A recording as a model hears it, or an edit of it. The map over positions is computed once over the whole recording; every window is the
 * mean of a run of it, and so is the summary.
 */
export interface Analysis extends JudgedPositions {
  /** Length of the recording in seconds. */
  readonly duration: number;
  /** Where the recording's seconds lie in a sound of another tempo; null for one that keeps its time. */
  readonly time: SoundTime | null;
  /** Band magnitudes of the whole recording, padded with silence up to the receptive field. */
  readonly bands: BandMagnitudes;
  /** Of the original recording, also when this is an edit of it. */
  readonly reference: LevelReference;
  readonly positions: number;
  readonly windows: WindowGrid;
  readonly windowSeconds: number;
  readonly hopSeconds: number;
  /** [windows.count × (M + E)], row by row: mid-level features, then emotions. */
  readonly curves: Float32Array;
  /** [windows.count], 0 … 1; null for a model without a domain. */
  readonly familiarity: Float32Array | null;
  /** Of the mean of the map over the whole recording; its familiarity is the middle of the windows'. */
  readonly summary: Judgement;
  /** Sentences about what makes this prediction less than usual. */
  readonly warnings: readonly string[];
}

export interface AnalyseOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Of a sound that has another tempo than the recording. */
  readonly time?: SoundTime | null | undefined;
  /** The original's, when the recording is an edit of it; else it is taken from the recording itself. */
  readonly reference?: LevelReference | undefined;
}

/** The front end takes about this share of the time. */
const FRONT_END_SHARE = 0.7;

/** Predicts a whole recording. Throws `audio_empty` without samples, an AbortError when aborted. */
export async function analyse(
  pcm: PcmSource,
  model: Model,
  compute: Compute,
  { signal, onProgress, reference, time = null }: AnalyseOptions = {},
): Promise<Analysis> {
  const { frontEnd, positions: locality } = model.manifest;
  const heard = await computeBands(pcm, frontEnd, compute, {
    signal,
    onProgress: (fraction) => onProgress?.(FRONT_END_SHARE * fraction),
  });
  const bands = padFrames(heard, locality.receptiveField);
  const positions = positionCount(bands.frames, locality);
  const level = reference ?? levelReference(heard, frontEnd);
  const judged = await judgePositions(
    bands,
    level,
    model,
    { first: 0, count: positions },
    {
      signal,
      onProgress: (fraction) => onProgress?.(FRONT_END_SHARE + (1 - FRONT_END_SHARE) * fraction),
    },
  );
  return assembleAnalysis(model, {
    duration: time?.duration ?? pcm.frames / pcm.sampleRate,
    time,
    bands,
    reference: level,
    ...judged,
    warnings: warningsFor(heard, model),
  });
}

/**
 * Predicts again after some frames have changed: only the positions that see them are judged. `changed` are the new
 * magnitudes of those frames (`computeBands` of the edited recording over `framesTouched`).
 */
export async function updateAnalysis(
  previous: Analysis,
  changed: BandMagnitudes,
  model: Model,
  signal?: AbortSignal,
): Promise<Analysis> {
  const bands = replaceFrames(previous.bands, changed);
  const touched = positionsSeeing(
    { first: changed.firstFrame, count: changed.frames },
    previous.positions,
    model.manifest.positions,
  );
  const judged = await judgePositions(bands, previous.reference, model, touched, { signal });
  return assembleAnalysis(model, {
    ...previous,
    bands,
    positionMap: replaced(previous.positionMap, judged.positionMap, touched),
    domainMap:
      previous.domainMap && judged.domainMap && replaced(previous.domainMap, judged.domainMap, touched),
  });
}

/** A map with the values of some positions replaced. */
function replaced(map: Float32Array, values: Float32Array, { first, count }: PositionRange): Float32Array {
  const copy = map.slice();
  if (count > 0) copy.set(values, first * (values.length / count));
  return copy;
}

/** How familiar a run of positions is; null for a model without a domain. */
export function familiarityIn(
  { domainMap }: Pick<JudgedPositions, 'domainMap'>,
  { domain }: Manifest,
  range: PositionRange,
): number | null {
  return domain && domainMap ? familiarityOf(distanceOf(domainMap, range, domain), domain) : null;
}

export type Judged = JudgedPositions &
  Pick<Analysis, 'duration' | 'time' | 'bands' | 'reference' | 'warnings'>;

/** An analysis from what was judged: curves and summary follow from the map. */
export function assembleAnalysis({ manifest }: Pick<Model, 'manifest'>, judged: Judged): Analysis {
  const features = manifest.midLevel.length;
  const positions = judged.positionMap.length / features;
  const sound = { frames: judged.bands.frames, time: judged.time };
  const windows = windowsOf(sound, manifest);
  const width = features + manifest.emotions.length;
  const curves = new Float32Array(windows.count * width);
  const familiarity = judged.domainMap ? new Float32Array(windows.count) : null;
  for (let w = 0; w < windows.count; w++) {
    const first = judged.time
      ? windowFor(frameToSeconds(w * windows.hop, manifest.frontEnd), sound, manifest)
      : w * windows.hop;
    const inside = positionsInside({ first, count: windows.frames }, manifest.positions);
    const midLevel = meanOf(judged.positionMap, inside, features);
    curves.set(midLevel, w * width);
    curves.set(emotionsOf(midLevel, manifest), w * width + features);
    if (familiarity) familiarity[w] = familiarityIn(judged, manifest, inside) ?? 0;
  }
  const whole: PositionRange = { first: 0, count: positions };
  return {
    ...judged,
    positions,
    windows,
    windowSeconds:
      judged.bands.frames < manifest.window.frames
        ? judged.duration
        : frameToSeconds(windows.frames, manifest.frontEnd),
    hopSeconds: frameToSeconds(windows.hop, manifest.frontEnd),
    curves,
    familiarity,
    summary: {
      ...judge(meanOf(judged.positionMap, whole, features), manifest),
      familiarity: familiarity && medianOf(familiarity),
    },
  };
}

/** Quieter than this (−80 dB of full scale) is silence to a listener. */
const SILENT_PEAK = 1e-4;

function warningsFor(heard: BandMagnitudes, { manifest }: Model): string[] {
  const { frontEnd, positions, window } = manifest;
  const inSeconds = (frames: number) => `${frameToSeconds(frames, frontEnd).toFixed(1)} s`;
  const warnings: string[] = [];
  if (heard.frames < positions.receptiveField) {
    warnings.push(
      `The recording is shorter than the ${inSeconds(positions.receptiveField)} the model listens to at once; silence was added at its end.`,
    );
  } else if (heard.frames < window.frames) {
    warnings.push(
      `The recording is shorter than the model's window of ${inSeconds(window.frames)}; it was judged as one shorter window.`,
    );
  }
  if (heard.peak < SILENT_PEAK) {
    warnings.push('The recording is silent; the prediction says nothing about music.');
  }
  if (heard.damagedSamples > 0) {
    warnings.push(
      `${heard.damagedSamples} samples were not a number or beyond all measure; they were read as silence.`,
    );
  }
  return warnings;
}
