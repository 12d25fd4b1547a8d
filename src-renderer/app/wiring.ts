import { findBeats, wantsBeats } from '../actions/beats.ts';
import { importGrants } from '../actions/import-files.ts';
import { keepTheme } from '../actions/keep-theme.ts';
import { refreshLevelMatch } from '../actions/level-match.ts';
import { judgeTrack } from '../actions/open-track.ts';
import { followOutputs } from '../actions/output-device.ts';
import { predictEdited } from '../actions/predict.ts';
import { refreshLibrary } from '../actions/refresh-library.ts';
import { refreshShift } from '../actions/refresh-shift.ts';
import { listenForShortcuts } from '../actions/registry.ts';
import { autosaveView } from '../actions/save-view.ts';
import { startSession } from '../actions/start-session.ts';
import { followFolders } from '../actions/watch-folders.ts';
import type { Connection } from '../engine-client.ts';
import { followStores } from '../playback/follow-stores.ts';
import { browserOutputs } from '../playback/output-access.ts';
import { notify, type Workstation } from '../workstation.ts';
import { followFiles } from './follow-files.ts';
import { followTheme } from './follow-theme.ts';

const EDITED_CURVES_AFTER_MS = 700;

/** Joins the stores to what follows from them: playback, shift, curves of the edit, autosave, theme. The result ends it. */
export function wire(workstation: Workstation, connection: Connection): () => void {
  const ends = [
    followConnection(workstation, connection),
    followEdits(workstation),
    followOpenedFiles(workstation),
    followBeats(workstation),
    followFiles(workstation),
    followTheme(workstation),
    keepTheme(workstation),
    followStores(workstation),
    followOutputs(workstation, browserOutputs()),
    autosaveView(workstation),
    listenForShortcuts(workstation),
  ];
  return () => {
    for (const end of ends) end();
  };
}

function followConnection(workstation: Workstation, connection: Connection): () => void {
  workstation.session.setState({ connection: connection.state });
  return connection.subscribe((state) => {
    const before = workstation.session.getState().connection;
    workstation.session.setState({ connection: state });
    if (state !== 'connected' || before !== 'lost') return;
    notify(workstation, 'info', 'The engine is back. Nothing was lost.');
    void takeUpAgain(workstation);
  });
}

/** Asks again for what an engine that was lost still owed. */
async function takeUpAgain(workstation: Workstation): Promise<void> {
  const { session } = workstation;
  const { project, model } = session.getState();
  if (!project || !model) {
    await startSession(workstation);
    return;
  }
  void followFolders(workstation);
  await refreshLibrary(workstation);
  if (session.getState().track && !session.getState().curves) await judgeTrack(workstation);
  await refreshShift(workstation);
}

function followEdits(workstation: Workstation): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ends = [
    workstation.edits.subscribe((now, before) => {
      if (now.steps === before.steps && now.trial === before.trial) return;
      void refreshShift(workstation);
      void refreshLevelMatch(workstation);
      clearTimeout(timer);
      timer = setTimeout(() => predictEdited(workstation), EDITED_CURVES_AFTER_MS);
    }),
    workstation.view.subscribe((now, before) => {
      if (now.scope !== before.scope) void refreshShift(workstation);
    }),
    workstation.playback.subscribe((now, before) => {
      const loopChanged = now.loop !== before.loop || now.loopOn !== before.loopOn;
      if (
        now.levelMatch !== before.levelMatch ||
        now.reference !== before.reference ||
        (loopChanged && now.levelMatch)
      )
        void refreshLevelMatch(workstation);
    }),
  ];
  return () => {
    clearTimeout(timer);
    for (const end of ends) end();
  };
}

/** Looks for the beats as soon as something is to be shown or done by them. */
function followBeats(workstation: Workstation): () => void {
  const look = () => {
    const { loading, connection } = workstation.session.getState();
    if (!loading && connection === 'connected' && wantsBeats(workstation)) void findBeats(workstation);
  };
  const ends = [workstation.session, workstation.view, workstation.beats].map((store) =>
    store.subscribe(look),
  );
  return () => {
    for (const end of ends) end();
  };
}

function followOpenedFiles(workstation: Workstation): () => void {
  const { onFilesOpened } = workstation.capabilities;
  return onFilesOpened?.((grants) => void importGrants(workstation, grants)) ?? (() => undefined);
}
