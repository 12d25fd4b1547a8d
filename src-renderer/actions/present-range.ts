import type { Workstation } from '../workstation.ts';

/** The time range in question, in seconds: of the region, else of the selected segments, else of the moment's window. */
export function presentRange({ session, view, explanation }: Workstation): [number, number] {
  const { region, moment } = view.getState();
  if (region) return [region.timeRange[0], region.timeRange[1]];
  const { current, selected } = explanation.getState();
  const ranges = (current?.segments ?? []).filter((s) => selected.has(s.id)).map((s) => s.timeRange);
  if (ranges.length > 0) {
    return [Math.min(...ranges.map(([from]) => from)), Math.max(...ranges.map(([, to]) => to))];
  }
  const { curves, track } = session.getState();
  const duration = track?.duration ?? 0;
  return [moment, Math.min(duration, moment + (curves?.prediction.windowSeconds ?? 10))];
}
