import { activeSteps, heardSteps } from '../stores/edits.ts';
import { report, restart, type Workstation } from '../workstation.ts';
import type { Action } from './action.ts';

/** Gains beyond this would raise noise instead of matching loudness. */
const LARGEST_MATCH_DB = 12;

/** The gain in dB that brings the edited loudness to the original's, within ±12 dB; 0 when either is silent. */
export function matchGain(originalLufs: number | null, editedLufs: number | null): number {
  if (originalLufs === null || editedLufs === null) return 0;
  return Math.min(LARGEST_MATCH_DB, Math.max(-LARGEST_MATCH_DB, originalLufs - editedLufs));
}

/** Measures the loudness of both sides over the loop or all of the track and keeps the matching gain. */
export async function refreshLevelMatch(workstation: Workstation): Promise<void> {
  const { engine, session, playback, edits } = workstation;
  const { track } = session.getState();
  const { levelMatch, loop, loopOn, reference } = playback.getState();
  const steps = heardSteps(edits.getState());
  if (!track || !levelMatch || steps.length === 0) {
    playback.setState({ matchGainDb: null });
    return;
  }
  const compared = activeSteps(reference?.steps ?? []);
  const signal = restart(workstation, 'level-match');
  const range = loop && loopOn ? { range: [loop.start, loop.end] as [number, number] } : {};
  try {
    const [original, edited] = await Promise.all([
      engine.audio.loudness({ audio: { trackId: track.id, steps: compared }, ...range }, { signal }),
      engine.audio.loudness({ audio: { trackId: track.id, steps }, ...range }, { signal }),
    ]);
    if (!signal.aborted) playback.setState({ matchGainDb: matchGain(original.lufs, edited.lufs) });
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}

export const toggleLevelMatch: Action = {
  id: 'toggle-level-match',
  label: 'Match the loudness of the edited sound to the original',
  shortcut: 'V',
  needs: 'There is no edit to match.',
  enabled: ({ edits }) => heardSteps(edits.getState()).length > 0,
  run: ({ playback }) => playback.setState(({ levelMatch }) => ({ levelMatch: !levelMatch })),
};
