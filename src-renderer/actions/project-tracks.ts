import type { Track } from '../../src-preload/contract/domain.ts';
import { cancel, report, restart, type Workstation } from '../workstation.ts';
import { openTrack } from './open-track.ts';

/** Reads the project's tracks again; a track that has left the library is left out. */
export async function refreshProjectTracks(workstation: Workstation): Promise<void> {
  const { engine, session, library } = workstation;
  const signal = restart(workstation, 'project-tracks');
  const ids = session.getState().project?.trackIds ?? [];
  const known = new Map(library.getState().items.map((track) => [track.id, track]));
  const tracks = await Promise.all(
    ids.map((trackId) => known.get(trackId) ?? engine.tracks.get({ trackId }, { signal }).catch(() => null)),
  );
  if (!signal.aborted) library.setState({ projectTracks: tracks.filter((track) => track !== null) });
}

/** Reads one track again, such as after its file could not be found. */
export async function refreshTrack({ engine, library }: Workstation, trackId: string): Promise<void> {
  const fresh = await engine.tracks.get({ trackId }).catch(() => null);
  if (!fresh) return;
  const replace = (tracks: readonly Track[]) => tracks.map((track) => (track.id === trackId ? fresh : track));
  library.setState(({ items, projectTracks }) => ({
    items: replace(items),
    projectTracks: replace(projectTracks),
  }));
}

/** Puts a track into the project, at `index` or at the end, unless it is there. */
export function addToProject({ session, library }: Workstation, track: Track, index?: number): void {
  const { project } = session.getState();
  if (!project || library.getState().projectTracks.some(({ id }) => id === track.id)) return;
  const at = index ?? project.trackIds.length;
  const trackIds = project.trackIds.filter((id) => id !== track.id);
  session.setState({ project: { ...project, trackIds: trackIds.toSpliced(at, 0, track.id) } });
  library.setState(({ projectTracks }) => ({ projectTracks: projectTracks.toSpliced(at, 0, track) }));
}

/** Takes a track out of the project; it stays in the library. `undoRemove` puts it back. */
export function removeFromProject(workstation: Workstation, trackId: string): void {
  const { session, library } = workstation;
  const { project } = session.getState();
  const { projectTracks } = library.getState();
  const index = projectTracks.findIndex((track) => track.id === trackId);
  const track = projectTracks[index];
  if (!project || !track) return;
  session.setState({ project: { ...project, trackIds: project.trackIds.filter((id) => id !== trackId) } });
  library.setState({ projectTracks: projectTracks.toSpliced(index, 1), removed: { track, index } });
  leaveTrack(workstation, trackId);
}

/** Puts the track back that was last taken out of the project. */
export function undoRemove(workstation: Workstation): void {
  const { removed } = workstation.library.getState();
  if (!removed) return;
  addToProject(workstation, removed.track, removed.index);
  workstation.library.setState({ removed: null });
}

/** Deletes a track from the library with its edits and explanations; the audio file stays where it is. */
export async function deleteTrack(workstation: Workstation, trackId: string): Promise<void> {
  const { engine, session, library } = workstation;
  try {
    await engine.tracks.remove({ trackId });
  } catch (cause) {
    report(workstation, cause);
    return;
  }
  session.setState(({ project }) => ({
    project: project && { ...project, trackIds: project.trackIds.filter((id) => id !== trackId) },
  }));
  library.setState(({ items, total, projectTracks, removed }) => ({
    items: items.filter(({ id }) => id !== trackId),
    total: Math.max(0, total - 1),
    projectTracks: projectTracks.filter(({ id }) => id !== trackId),
    removed: removed?.track.id === trackId ? null : removed,
  }));
  leaveTrack(workstation, trackId);
}

/** Opens the project's first track in place of this one, also while this one is still being opened; or none when there is none. */
function leaveTrack(workstation: Workstation, trackId: string): void {
  const { session, library, explanation, edits, view, player } = workstation;
  const { track, opening } = session.getState();
  if ((opening ?? track?.id) !== trackId) return;
  cancel(workstation, 'open');
  session.setState({ opening: null });
  const next = library.getState().projectTracks.find(({ id }) => id !== trackId);
  if (next) {
    void openTrack(workstation, next.id);
    return;
  }
  for (const kind of ['open', 'predict', 'explain', 'shift', 'moment', 'predict-edited'])
    cancel(workstation, kind);
  player.stop();
  session.setState(({ project }) => ({
    track: null,
    curves: null,
    editedCurves: null,
    moment: null,
    predicting: null,
    predictionError: null,
    project: project && { ...project, activeTrackId: null },
  }));
  view.setState({ region: null });
  explanation.setState({ current: null, past: [], running: null, selected: new Set(), error: null });
  edits.setState({ steps: [], undoLabel: null, redoLabel: null, shift: null, shifting: false, error: null });
}
