import type { EditStep } from '../../../src-preload/contract/domain.ts';
import type { Region } from '../../stores/view.ts';
import type { Workstation } from '../../workstation.ts';
import { frequencyScales, hertzToY } from '../frequency-scale.ts';
import type { Hit } from './gesture.ts';

/** Px within which a press takes hold of an edge. */
const REACH = 5;

/** Bounds that can be dragged; without frequencies only in time. */
export interface Bounds {
  readonly timeRange: readonly [number, number];
  readonly frequencyRange: readonly [number, number] | null;
}

export type Side = 'left' | 'right' | 'low' | 'high';

/** An edge under the pointer: of the free selection, or of an edit. */
export interface Edge {
  readonly side: Side;
  readonly of: 'region' | EditStep;
  readonly bounds: Bounds;
}

/** The edge under the pointer, that of the selection before those of edits; null for none. Outlines have corners instead of edges. */
export function edgeAt(hit: Hit, { view, edits, session }: Workstation): Edge | null {
  const inLanes = hit.lane === 'spectrogram' || hit.lane === 'waveform';
  if (!inLanes || hit.button > 0 || hit.shift || hit.alt) return null;
  const { region, spectrogram } = view.getState();
  const nyquist = (session.getState().track?.sampleRate ?? 0) / 2;
  const yOf = (hertz: number) => hertzToY(hertz, hit.laneHeight, frequencyScales[spectrogram.scale]);
  const sideOf = (bounds: Bounds) => (hit.lane === 'spectrogram' ? nearestSide(hit, bounds, yOf) : null);
  if (region && !region.outline) {
    const bounds = boundsOf(region, nyquist);
    // In the waveform only a time range shows.
    const side =
      hit.lane === 'waveform'
        ? bounds.frequencyRange === null
          ? nearestSide(hit, bounds, yOf)
          : null
        : sideOf(bounds);
    if (side) return { side, of: 'region', bounds };
  }
  for (const step of edits.getState().steps.toReversed()) {
    const { target } = step;
    if (target.kind !== 'region' && target.kind !== 'source') continue;
    const bounds = {
      timeRange: target.timeRange,
      frequencyRange: target.kind === 'region' ? target.frequencyRange : null,
    };
    const side = sideOf(bounds);
    if (side) return { side, of: step, bounds };
  }
  return null;
}

/** A region over all frequencies is a time range. */
function boundsOf({ timeRange, frequencyRange }: Region, nyquist: number): Bounds {
  const all = frequencyRange[0] <= 0 && frequencyRange[1] >= nyquist;
  return { timeRange, frequencyRange: all ? null : frequencyRange };
}

function nearestSide(hit: Hit, { timeRange, frequencyRange }: Bounds, yOf: (hertz: number) => number) {
  const reach = REACH * hit.secondsPerPixel;
  const [t0, t1] = timeRange;
  const [low, high] = frequencyRange ? [yOf(frequencyRange[0]), yOf(frequencyRange[1])] : [null, null];
  const inTime = hit.time > t0 - reach && hit.time < t1 + reach;
  const inFrequency = low === null || (hit.y < low + REACH && hit.y > high - REACH);
  if (!inTime || !inFrequency) return null;
  const distances: [Side, number][] = [
    ['left', Math.abs(hit.time - t0) / hit.secondsPerPixel],
    ['right', Math.abs(hit.time - t1) / hit.secondsPerPixel],
    ...(low === null
      ? []
      : ([
          ['low', Math.abs(hit.y - low)],
          ['high', Math.abs(hit.y - high)],
        ] as [Side, number][])),
  ];
  const [side, distance] = distances.reduce((a, b) => (b[1] < a[1] ? b : a));
  return distance <= REACH ? side : null;
}

/** Bounds after a side went to where the pointer is; the sides change places when one passes the other. */
export function movedSide({ timeRange, frequencyRange }: Bounds, side: Side, hit: Hit): Bounds {
  const ordered = (a: number, b: number): [number, number] => [Math.min(a, b), Math.max(a, b)];
  if (side === 'left') return { timeRange: ordered(hit.time, timeRange[1]), frequencyRange };
  if (side === 'right') return { timeRange: ordered(timeRange[0], hit.time), frequencyRange };
  if (!frequencyRange) return { timeRange, frequencyRange };
  const fixed = side === 'low' ? frequencyRange[1] : frequencyRange[0];
  return { timeRange, frequencyRange: ordered(fixed, hit.hertz) };
}
