import type { EditTarget } from '../../src-preload/contract/domain.ts';

/** What of the sound a typed region is about: all of it, or a source by the engine's name. */
export type Sound = 'all' | 'percussive' | 'harmonic';

/** Common filters to start from. */
export type Filter = 'low-cut' | 'high-cut' | 'hum';

/** A region as it is typed: seconds and hertz. */
export interface RegionInput {
  readonly t0: number;
  readonly t1: number;
  readonly f0: number;
  readonly f1: number;
  readonly sound: Sound;
}

const SEPARATOR = 'harmonic-percussive';
/** The engine parts no longer stretch into sources. */
const LONGEST_SOURCE = 60;
const LOW_HZ = 200;
const HIGH_HZ = 2000;

/** Numbers for a range of time, and of frequency where there is one. */
export function asRegion(
  [t0, t1]: readonly [number, number],
  [f0, f1]: readonly [number, number] = [LOW_HZ, HIGH_HZ],
  sound: Sound = 'all',
): RegionInput {
  const milli = (seconds: number) => Math.round(seconds * 1000) / 1000;
  return { t0: milli(t0), t1: milli(t1), f0: Math.round(f0), f1: Math.round(f1), sound };
}

/** The bands that a filter takes away, in the time that is typed. */
export function asFilter(input: RegionInput, filter: Filter, highest: number): RegionInput {
  const bands: Record<Filter, readonly [number, number]> = {
    'low-cut': [0, 80],
    'high-cut': [Math.min(8000, highest), highest],
    hum: [45, 55],
  };
  const [f0, f1] = bands[filter];
  return { ...input, f0, f1, sound: 'all' };
}

/** What is wrong with a typed stretch of time, in one sentence; null when it can be used. */
export function timeProblem({ t0, t1 }: Pick<RegionInput, 't0' | 't1'>, duration: number): string | null {
  if (t1 <= t0) return 'The region must end after it starts.';
  if (t0 >= duration) return `The region starts after the end of the recording at ${duration.toFixed(2)} s.`;
  return null;
}

/** What is wrong with a typed region, in one sentence; null when it can be used. */
export function regionProblem(input: RegionInput, duration: number): string | null {
  const { t0, t1, f0, f1, sound } = input;
  const problem = timeProblem(input, duration);
  if (problem) return problem;
  if (sound !== 'all')
    return Math.min(t1, duration) - t0 > LONGEST_SOURCE
      ? `What strikes or lasts can be edited over ${LONGEST_SOURCE} seconds at a time.`
      : null;
  if (f1 <= f0) return 'The upper frequency must lie above the lower one.';
  return null;
}

/** The target of an edit for a region without a problem. */
export function targetOf({ t0, t1, f0, f1, sound }: RegionInput, duration: number): EditTarget {
  const timeRange: [number, number] = [t0, Math.min(t1, duration)];
  if (sound === 'all') return { kind: 'region', timeRange, frequencyRange: [f0, f1] };
  return { kind: 'source', separator: SEPARATOR, source: sound, timeRange };
}
