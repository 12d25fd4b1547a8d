import { noBeats } from '../stores/beats.ts';
import { emptyJournal } from '../stores/journal.ts';
import { noSuggestions } from '../stores/suggestions.ts';
import { cancel, report, restart, type Workstation } from '../workstation.ts';
import { showBeats } from './beats.ts';
import { chooseMoment } from './choose-moment.ts';
import { predict } from './predict.ts';

/** Opens a track: stops what played, shows all of it, loads its edits and predicts it. */
export async function openTrack(workstation: Workstation, trackId: string): Promise<void> {
  const { track, opening } = workstation.session.getState();
  if ((opening ?? track?.id) === trackId) return;
  if (await loadTrack(workstation, trackId)) await judgeTrack(workstation);
}

/** Predicts the open track and judges the moment that is chosen. */
export async function judgeTrack(workstation: Workstation): Promise<void> {
  const { session, view } = workstation;
  const trackId = session.getState().track?.id;
  await predict(workstation);
  const { track, curves } = session.getState();
  if (!curves || track?.id !== trackId) return;
  const { windowSeconds, duration } = curves.prediction;
  const { moment, scope } = view.getState();
  await chooseMoment(workstation, moment + Math.min(windowSeconds, duration) / 2);
  view.setState({ scope });
}

/** Opens a track without predicting it. False when it could not be opened or another was opened meanwhile. */
export async function loadTrack(workstation: Workstation, trackId: string): Promise<boolean> {
  const { engine, session, view, playback, explanation, edits, suggestions } = workstation;
  const signal = restart(workstation, 'open');
  for (const kind of ['predict', 'explain', 'suggest', 'shift', 'moment', 'predict-edited', 'beats'])
    cancel(workstation, kind);
  workstation.player.stop();
  session.setState({ opening: trackId });
  try {
    const [track, editState, versions, grid] = await Promise.all([
      engine.tracks.get({ trackId }, { signal }),
      engine.edits.get({ trackId }, { signal }),
      engine.versions.list({ trackId }, { signal }),
      engine.beats.grid({ trackId }, { signal }),
    ]);
    if (signal.aborted) return false;
    session.setState(({ project }) => ({
      track,
      opening: null,
      curves: null,
      editedCurves: null,
      moment: null,
      predicting: null,
      predictionError: null,
      project: project && {
        ...project,
        activeTrackId: trackId,
        trackIds: project.trackIds.includes(trackId) ? project.trackIds : [...project.trackIds, trackId],
      },
    }));
    workstation.journal.setState(emptyJournal);
    showBeats(workstation, { ...noBeats, grid });
    view.setState({ from: 0, to: Math.max(0.01, track.duration), moment: 0, region: null });
    playback.setState({
      status: 'stopped',
      cursor: 0,
      loop: null,
      loopOn: false,
      audition: 'all',
      side: 'original',
      reference: null,
      matchGainDb: null,
      error: null,
    });
    explanation.setState({ current: null, running: null, selected: new Set(), hovered: null, error: null });
    const { steps, undoLabel, redoLabel, history, position } = editState;
    edits.setState({
      steps,
      trial: [],
      undoLabel,
      redoLabel,
      history,
      position,
      versions,
      saving: false,
      shift: null,
      shifting: false,
      error: null,
    });
    suggestions.setState(noSuggestions);
    return true;
  } catch (cause) {
    if (signal.aborted) return false;
    session.setState({ opening: null });
    report(workstation, cause);
    return false;
  }
}
