import { report, restart, type Workstation } from '../workstation.ts';
import { chooseMoment } from './choose-moment.ts';
import { openExplanation } from './explain.ts';

/** Reads the list of the open track's explanations again. */
export async function refreshPastExplanations(workstation: Workstation): Promise<void> {
  const { engine, session, explanation } = workstation;
  const trackId = session.getState().track?.id;
  const signal = restart(workstation, 'past-explanations');
  if (!trackId) {
    explanation.setState({ past: [] });
    return;
  }
  try {
    const past = await engine.explanations.list({ trackId }, { signal });
    if (!signal.aborted) explanation.setState({ past });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}

/** Opens an explanation that was made before, and judges the moment it belongs to. */
export async function openPastExplanation(workstation: Workstation, explanationId: string): Promise<void> {
  const signal = restart(workstation, 'explain');
  try {
    await openExplanation(workstation, explanationId, signal);
    const { current } = workstation.explanation.getState();
    if (signal.aborted || !current) return;
    await chooseMoment(workstation, (current.window.start + current.window.end) / 2);
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}
