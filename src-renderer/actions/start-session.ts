import type { Project } from '../../src-preload/contract/domain.ts';
import { notify, report, type Workstation } from '../workstation.ts';
import { KEYMAP_SETTING } from './change-keymap.ts';
import { restoreTheme } from './keep-theme.ts';
import { readKeymap } from './keymap.ts';
import { judgeTrack, loadTrack } from './open-track.ts';
import { OUTPUT_SETTING, restoreOutput } from './output-device.ts';
import { refreshProjectTracks } from './project-tracks.ts';
import { refreshLibrary } from './refresh-library.ts';
import { restoreView } from './save-view.ts';
import { TOUR_SETTING } from './tour.ts';
import { followFolders } from './watch-folders.ts';

/** Loads what was open last: models, project, library, and the project's active track. */
export async function startSession(workstation: Workstation): Promise<void> {
  const { engine, session, keymap, tour } = workstation;
  try {
    const [about, models, project, settings] = await Promise.all([
      engine.system.about(),
      engine.models.list(),
      engine.projects.last(),
      engine.settings.get(),
    ]);
    const model = models.find(({ id }) => id === settings.modelId) ?? models[0] ?? null;
    tour.setState({ offered: settings[TOUR_SETTING] === undefined });
    void restoreOutput(workstation, settings[OUTPUT_SETTING]);
    keymap.setState(readKeymap(settings[KEYMAP_SETTING]), true);
    restoreTheme(workstation, settings, project);
    session.setState({ notices: about.notices, models, model, project });
    // The demo project comes into the library with the first project, so the list is read after it.
    await Promise.all([refreshLibrary(workstation), refreshProjectTracks(workstation)]);
    void followFolders(workstation);
    for (const notice of about.notices) notify(workstation, 'info', notice);
    await openProjectTrack(workstation, project);
  } catch (cause) {
    report(workstation, cause);
  } finally {
    session.setState({ loading: false });
  }
}

async function openProjectTrack(workstation: Workstation, project: Project): Promise<void> {
  const trackId = project.activeTrackId ?? project.trackIds[0];
  const opened = trackId !== undefined && (await loadTrack(workstation, trackId));
  // Another recording may have been opened meanwhile; its view is not the saved one.
  if (!opened && workstation.session.getState().track) return;
  restoreView(workstation, project);
  workstation.session.setState({ loading: false });
  if (opened) await judgeTrack(workstation);
}
