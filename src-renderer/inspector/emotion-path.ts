import type { Curves } from '../stores/session.ts';
import { formatSigned } from '../ui/format.ts';

/** A point of the valence–arousal plane, in the emotions' own unit. */
export interface Place {
  readonly valence: number;
  readonly arousal: number;
}

/** Where one window of the recording lies. */
export interface PathPoint extends Place {
  /** Centre of the window in seconds. */
  readonly time: number;
}

/** The quarters of the plane, named after Russell (1980). */
export type Quarter = 'joyful' | 'tense' | 'sad' | 'calm';

/** One point a window, in the order of time; null where the model lacks valence or arousal. */
export function pathOf({ prediction, names, values }: Curves): PathPoint[] | null {
  const [valence, arousal] = [names.indexOf('valence'), names.indexOf('arousal')];
  if (valence < 0 || arousal < 0) return null;
  const half = Math.min(prediction.windowSeconds, prediction.duration) / 2;
  return Array.from({ length: prediction.count }, (_, i) => ({
    time: i * prediction.hopSeconds + half,
    valence: values[i * names.length + valence]!,
    arousal: values[i * names.length + arousal]!,
  }));
}

/** Where a judgement's emotions lie; null where it lacks one of the two. */
export function placeOf(emotions: Readonly<Record<string, number>> | undefined): Place | null {
  const { valence, arousal } = emotions ?? {};
  return valence === undefined || arousal === undefined ? null : { valence, arousal };
}

/** Zero counts as positive. */
export function quarterOf({ valence, arousal }: Place): Quarter {
  if (arousal >= 0) return valence >= 0 ? 'joyful' : 'tense';
  return valence >= 0 ? 'calm' : 'sad';
}

/** At most `most` points of the path, evenly spaced, the first and the last among them. */
export function thinned<T>(path: readonly T[], most: number): readonly T[] {
  if (path.length <= most) return path;
  return Array.from({ length: most }, (_, i) => path[Math.round((i * (path.length - 1)) / (most - 1))]!);
}

/** The point of the path nearest to a place; null when none lies within `reach`. */
export function nearestOn(path: readonly PathPoint[], to: Place, reach: number): PathPoint | null {
  const distance = (point: Place) => Math.hypot(point.valence - to.valence, point.arousal - to.arousal);
  const nearest = path.reduce<PathPoint | null>(
    (best, point) => (best === null || distance(point) < distance(best) ? point : best),
    null,
  );
  return nearest && distance(nearest) <= reach ? nearest : null;
}

/** `This moment lies at valence −0.05 and arousal +0.51, in the tense quarter, like 73 % of the recording's windows.` */
export function planeSentence(
  now: Place,
  path: readonly PathPoint[] | null,
  scope: 'moment' | 'recording',
  edited: boolean,
): string {
  const quarter = quarterOf(now);
  const who = scope === 'moment' ? 'his moment' : 'he recording';
  const start = `${edited ? 'After the edits t' : 'T'}${who} lies at`;
  const at = `${start} valence ${formatSigned(now.valence)} and arousal ${formatSigned(now.arousal)}, in the ${quarter} quarter`;
  if (!path || path.length < 2) return `${at}.`;
  const share = path.filter((point) => quarterOf(point) === quarter).length / path.length;
  const windows = scope === 'moment' ? "the recording's windows" : 'its windows';
  return `${at}, like ${Math.round(share * 100)} % of ${windows}.`;
}
