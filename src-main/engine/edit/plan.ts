import type { EditStep, EditTarget } from '../../../src-preload/contract/domain.ts';
import { MezzoError } from '../../../src-preload/contract/errors.ts';
import type { PcmSource } from '../audio/signal.ts';
import { combineGains, linearGain } from './gain.ts';
import type { Ramp, Shape } from './mask.ts';
import { polygonCells } from './polygon-cells.ts';
import { chosenCells, type SegmentMaps } from './segment-map.ts';

/**
 * An edit list made ready to render: the recording's time axis cut at every edge of every step, so that within a stretch
 * the same steps act from end to end. Stretches that leave the sound as it is are left out. Plain data, so that it can
 * go to a worker thread.
 */
export interface EditPlan {
  readonly sampleRate: number;
  /** In order of time, not overlapping. */
  readonly stretches: readonly Stretch[];
}

export interface Stretch {
  /** Edges on the sample axis, possibly between samples; ±∞ where nothing is cut. */
  readonly from: number;
  readonly to: number;
  /** Amplitude factor that holds for all frequencies. */
  readonly gain: number;
  /** What acts on a part of the frequencies, besides. */
  readonly factors: readonly Factor[];
}

/** One step's gain on its shape, or, with `complement`, on everything else. */
export interface Factor {
  readonly shape: Shape;
  readonly complement: boolean;
  readonly gain: number;
  /** Where the step's share comes or goes over time; null where it holds. */
  readonly ramp: Ramp | null;
}

/** How long the crossfade at an edge in time takes. A shorter step fades before it has reached its full gain. */
export const TIME_EDGE_SECONDS = 0.012;

/** A gain that changes over time goes frame by frame through the transform, also where it acts on all frequencies. */
const ALL_FREQUENCIES: Shape = { kind: 'band', low: 0, high: Number.MAX_VALUE };

/** A step with its edges in samples. `shape: 'everything'` holds for all frequencies. */
interface PlacedStep {
  readonly from: number;
  readonly to: number;
  readonly shape: Shape | 'everything';
  readonly complement: boolean;
  readonly gain: number;
  readonly ramp: Ramp | null;
}

type Extent = Pick<PcmSource, 'sampleRate' | 'frames'>;

/**
 * Cuts time into stretches. Throws `not_found` when a step names an explanation or a segment that is not in `maps`,
 * `bad_request` when a gain is above +12 dB.
 */
export function planEdits(extent: Extent, steps: readonly EditStep[], maps: SegmentMaps): EditPlan {
  const placed = steps
    .filter(({ bypassed, gainDb }) => !bypassed && gainDb !== 0)
    .map((step) => placeStep(extent, step, maps));
  const edges = new Set([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
  for (const { from, to } of placed) edges.add(from).add(to);
  const cuts = [...edges].sort((a, b) => a - b);
  const stretches: Stretch[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const stretch = stretchBetween(cuts[i]!, cuts[i + 1]!, placed);
    if (stretch.gain !== 1 || stretch.factors.length > 0) stretches.push(stretch);
  }
  return { sampleRate: extent.sampleRate, stretches };
}

function stretchBetween(from: number, to: number, placed: readonly PlacedStep[]): Stretch {
  let gain = 1;
  const factors: Factor[] = [];
  for (const step of placed) {
    const inside = step.from <= from && to <= step.to;
    if (inside && step.shape !== 'everything')
      factors.push({ shape: step.shape, complement: step.complement, gain: step.gain, ramp: step.ramp });
    else if (inside !== step.complement) gain = combineGains(gain, step.gain);
  }
  return gain === 0 ? { from, to, gain, factors: [] } : { from, to, gain, factors };
}

function placeStep(extent: Extent, step: EditStep, maps: SegmentMaps): PlacedStep {
  const { seconds, shape } = locate(extent, step.target, maps);
  const [from, to] = seconds.map((second) => second * extent.sampleRate) as [number, number];
  const empty = shape === null || to <= from || from >= extent.frames;
  const gain = linearGain(step.gainDb);
  if (empty)
    return {
      from: Number.POSITIVE_INFINITY,
      to: Number.POSITIVE_INFINITY,
      shape: 'everything',
      complement: step.complement,
      gain,
      ramp: null,
    };
  const ramp = step.fade ? { from: seconds[0], to: seconds[1], kind: step.fade } : null;
  return {
    from: from <= 0 ? Number.NEGATIVE_INFINITY : from,
    to: to >= extent.frames ? Number.POSITIVE_INFINITY : to,
    shape: ramp && shape === 'everything' ? ALL_FREQUENCIES : shape,
    complement: step.complement,
    gain,
    ramp,
  };
}

interface Place {
  readonly seconds: readonly [number, number];
  /** null when no frequency belongs to the target. */
  readonly shape: Shape | 'everything' | null;
}

function locate(extent: Extent, target: EditTarget, maps: SegmentMaps): Place {
  const nyquist = extent.sampleRate / 2;
  switch (target.kind) {
    case 'region':
      return { seconds: target.timeRange, shape: bandOf(target.frequencyRange, nyquist) };
    case 'lasso':
      return polygonCells(target.points, nyquist);
    case 'segments':
      return cellsOf(target, maps);
    case 'time':
      return { seconds: target.timeRange, shape: 'everything' };
    case 'source':
      throw new MezzoError('bad_request', 'A gain on a sound source is not one on the spectrogram.');
  }
}

function bandOf([low, high]: readonly [number, number], nyquist: number): Shape | 'everything' | null {
  if (high <= low || low >= nyquist) return null;
  if (low <= 0 && high >= nyquist) return 'everything';
  return { kind: 'band', low, high };
}

function cellsOf(target: Extract<EditTarget, { kind: 'segments' }>, maps: SegmentMaps): Place {
  const map = maps.get(target.explanationId);
  if (!map)
    throw new MezzoError(
      'not_found',
      `An edit step refers to explanation ${target.explanationId}, which is not in the library. Remove the step or explain the moment again.`,
    );
  return {
    seconds: [map.start, map.end],
    shape: {
      kind: 'cells',
      start: map.start,
      frameSeconds: map.frameSeconds,
      frames: map.frames,
      bandEdges: Float64Array.from(map.bandEdges),
      cells: chosenCells(map, target.segmentIds),
    },
  };
}
