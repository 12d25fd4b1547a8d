import type { Curves } from '../stores/session.ts';
import { report, restart, type Workstation } from '../workstation.ts';
import { refreshShift } from './refresh-shift.ts';

/**
 * Start of the window whose centre lies nearest to `time`, in seconds, on the model's grid of windows.
 */
export function windowStartNear({ prediction }: Curves, time: number): number {
  const { windowSeconds, hopSeconds, count, duration } = prediction;
  const half = Math.min(windowSeconds, duration) / 2;
  const index = Math.round((time - half) / hopSeconds);
  return Math.min(Math.max(0, index), Math.max(0, count - 1)) * hopSeconds;
}

/** Chooses the window around `time` (seconds) as the moment to look at, and judges it. */
export async function chooseMoment(workstation: Workstation, time: number): Promise<void> {
  const { curves, track, model } = workstation.session.getState();
  if (!curves || !track) return;
  const start = windowStartNear(curves, time);
  workstation.view.setState({ moment: start, scope: 'moment' });
  const signal = restart(workstation, 'moment');
  refreshShift(workstation);
  try {
    const judged = await workstation.engine.predictions.moment(
      { audio: { trackId: track.id, steps: [] }, start, ...(model ? { modelId: model.id } : {}) },
      { signal },
    );
    if (!signal.aborted) workstation.session.setState({ moment: judged });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}
