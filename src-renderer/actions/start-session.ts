import type { Project } from '../../src-preload/contract/domain.ts';
import { notify, report, type Workstation } from '../workstation.ts';
import { KEYMAP_SETTING } from './change-keymap.ts';
import { restoreTheme } from './keep-theme.ts';
import { readKeymap } from './keymap.ts';
import { judgeTrack, loadTrack } from './open-track.ts';
import { OUTPUT_SETTING, restoreOutput } from './output-device.ts';
import { predictEdited } from './predict.ts';
import { refreshProjectTracks } from './project-tracks.ts';
import { refreshLibrary } from './refresh-library.ts';
import { restoreView } from './save-view.ts';
import { TOUR_SETTING } from './tour.ts';
import { followFolders } from './watch-folders.ts';

/**
 * Loads what was open last. The project's recording comes first, so that it can be seen and heard while the library is read and the
 * models are examined; then it is predicted.
 */
export async function startSession(workstation: Workstation): Promise<void> {
  const { engine, session, keymap, tour } = workstation;
  session.setState({ loading: true, examining: true });
  try {
    const [project, settings] = await Promise.all([engine.projects.last(), engine.settings.get()]);
    tour.setState({ offered: settings[TOUR_SETTING] === undefined });
    void restoreOutput(workstation, settings[OUTPUT_SETTING]);
    keymap.setState(readKeymap(settings[KEYMAP_SETTING]), true);
    restoreTheme(workstation, settings, project);
    session.setState({ project });
    await openProjectTrack(workstation, project);
    session.setState({ loading: false });
    const lists = Promise.all([refreshLibrary(workstation), refreshProjectTracks(workstation)]);
    const known = session.getState().models;
    const listed = await engine.models.list();
    // What the list found wrong with a model's folder is among the notices.
    const { notices } = await engine.system.about();
    // A model may have been added or chosen meanwhile.
    const { models, model } = session.getState();
    const settled = listed.find(({ id }) => id === settings.modelId) ?? listed[0] ?? null;
    session.setState({
      notices,
      models: models === known ? listed : models,
      model: model ?? settled,
      examining: false,
    });
    for (const notice of notices) notify(workstation, 'info', notice);
    void followFolders(workstation);
    await judgeTrack(workstation);
    await predictEdited(workstation);
    await lists;
  } catch (cause) {
    report(workstation, cause);
  } finally {
    session.setState({ loading: false, examining: false });
  }
}

async function openProjectTrack(workstation: Workstation, project: Project): Promise<void> {
  const trackId = project.activeTrackId ?? project.trackIds[0];
  const opened = trackId !== undefined && (await loadTrack(workstation, trackId));
  // Another recording may have been opened meanwhile; its view is not the saved one.
  if (opened || !workstation.session.getState().track) restoreView(workstation, project);
}
