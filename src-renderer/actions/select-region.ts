import type { Region } from '../stores/view.ts';
import { combineRegions, MOST_CORNERS } from '../timeline/outline.ts';
import { notify, type Workstation } from '../workstation.ts';
import type { SelectionMode } from './select-segments.ts';

/**
 * Selects a free region in this mode, starting from `before`; it takes the place of selected segments. False when that would have
 * more corners than an edit takes: then everything stays.
 */
export function selectRegion(
  { view, explanation }: Workstation,
  picked: Region,
  mode: SelectionMode,
  before: Region | null = view.getState().region,
): boolean {
  const region = combineRegions(before, picked, mode);
  if ((region?.outline?.length ?? 0) > MOST_CORNERS) return false;
  view.setState({ region });
  if (region && explanation.getState().selected.size > 0) explanation.setState({ selected: new Set() });
  return true;
}

/** Says why a selection was not taken. */
export function refuseCorners(workstation: Workstation): void {
  notify(
    workstation,
    'error',
    `The selection would have more than ${MOST_CORNERS.toLocaleString('en')} corners. Apply an edit to what is selected, then select the rest.`,
  );
}

/** A stretch of time (s) over all frequencies of the open recording. */
export function timeRegion({ session }: Workstation, from: number, to: number): Region {
  return {
    timeRange: [Math.min(from, to), Math.max(from, to)],
    frequencyRange: [0, (session.getState().track?.sampleRate ?? 0) / 2],
  };
}
