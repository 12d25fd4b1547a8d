import type { Version } from '../../src-preload/contract/domain.ts';
import { report, type Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { commitSteps, enqueue } from './change-edits.ts';
import { forgetEdits } from './journal.ts';

/** A … Z, AA, AB, …: the first name that no version has. */
export function nextName(versions: readonly Pick<Version, 'name'>[]): string {
  const letters = (n: number): string =>
    (n >= 26 ? letters(Math.floor(n / 26) - 1) : '') + String.fromCharCode(65 + (n % 26));
  for (let n = 0; ; n++) {
    const name = `Version ${letters(n)}`;
    if (versions.every((version) => version.name !== name)) return name;
  }
}

/** Asks the engine for a change of the versions and shows the list it answers with. */
async function change(
  workstation: Workstation,
  work: (trackId: string) => Promise<Version[]>,
): Promise<void> {
  const { session, edits } = workstation;
  const trackId = session.getState().track?.id;
  if (!trackId) return;
  try {
    const versions = await work(trackId);
    if (session.getState().track?.id === trackId) edits.setState({ versions });
  } catch (cause) {
    report(workstation, cause);
  }
}

export const keepVersion: Action = {
  id: 'keep-version',
  label: 'Keep the edits as a version',
  shortcut: 'K',
  needs: 'There is no edit to keep.',
  enabled: ({ edits }) => edits.getState().steps.length > 0,
  run: (workstation) => {
    const { steps, versions } = workstation.edits.getState();
    const name = nextName(versions);
    return change(workstation, (trackId) =>
      workstation.engine.versions.keep({ trackId, name, steps: [...steps] }),
    );
  },
};

export function renameVersion(workstation: Workstation, id: string, name: string): Promise<void> {
  return change(workstation, (trackId) => workstation.engine.versions.rename({ trackId, id, name }));
}

/** Takes a version away; what was compared with it is compared with the original. */
export function removeVersion(workstation: Workstation, id: string): Promise<void> {
  if (workstation.playback.getState().reference?.id === id) compareWith(workstation, null);
  return change(workstation, (trackId) => workstation.engine.versions.remove({ trackId, id }));
}

/** Makes a version the edit list, as one step of undo. */
export function restoreVersion(workstation: Workstation, { name, steps }: Version): void {
  const renewed = steps.map((step) => ({ ...step, id: crypto.randomUUID() }));
  void commitSteps(workstation, renewed, `Go to ${name}`);
}

/** Hears a version, or with null the original, as side A. */
export function compareWith({ playback }: Workstation, version: Version | null): void {
  playback.setState({ reference: version && { id: version.id, name: version.name, steps: version.steps } });
}

/** Undoes or redoes to one place of the history. */
export function goInHistory(workstation: Workstation, position: number): void {
  const trackId = workstation.session.getState().track?.id;
  if (!trackId) return;
  forgetEdits(workstation);
  void enqueue(workstation, trackId, () => workstation.engine.edits.go({ trackId, position }));
}
