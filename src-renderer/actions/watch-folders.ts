import type { WatchEvent, WatchedFolder } from '../../src-preload/contract/watching.ts';
import type { Importing } from '../stores/library.ts';
import { report, restart, type Workstation } from '../workstation.ts';
import type { Action } from './action.ts';
import { refreshTable } from './library-table.ts';
import { refreshLibrary } from './refresh-library.ts';

/** Files that failed and still stand in the list; older ones give way. */
const FAILURES_KEPT = 20;

/** Shows the watched folders and what comes in from them, for as long as the engine is there. */
export async function followFolders(workstation: Workstation): Promise<void> {
  const signal = restart(workstation, 'watched-folders');
  workstation.library.setState({ arriving: [] });
  try {
    for await (const event of await workstation.engine.folders.events(undefined, { signal }))
      await follow(workstation, event);
  } catch (cause) {
    if (!signal.aborted) report(workstation, cause);
  }
}

/** Asks for a folder and watches it. Only where the host has a dialog of its own. */
export async function watchFolder(workstation: Workstation): Promise<void> {
  const [folder] = (await workstation.capabilities.openDialog?.('folder')) ?? [];
  if (folder !== undefined) await change(workstation, ({ folders }) => folders.watch({ folder }));
}

/** Stops taking files in from it until it goes on. */
export const pauseFolder = (workstation: Workstation, folderId: string, paused: boolean): Promise<void> =>
  change(workstation, ({ folders }) => folders.setPaused({ folderId, paused }));

/** Stops watching it; its recordings stay in the library. */
export const unwatchFolder = (workstation: Workstation, folderId: string): Promise<void> =>
  change(workstation, ({ folders }) => folders.unwatch({ folderId }));

export function dismissArrival({ library }: Workstation, key: string): void {
  library.setState(({ arriving }) => ({ arriving: arriving.filter((item) => item.key !== key) }));
}

export const openFolders: Action = {
  id: 'open-folders',
  label: 'Watched folders…',
  shortcut: null,
  enabled: () => true,
  run: ({ view }) => view.setState({ dialog: 'folders' }),
};

async function change(
  workstation: Workstation,
  work: (engine: Workstation['engine']) => Promise<WatchedFolder[]>,
): Promise<void> {
  try {
    workstation.library.setState({ watchedFolders: await work(workstation.engine) });
  } catch (cause) {
    report(workstation, cause);
  }
}

async function follow(workstation: Workstation, event: WatchEvent): Promise<void> {
  const { library, view } = workstation;
  if (event.kind === 'folders') return library.setState({ watchedFolders: event.folders });
  const { file: key, name } = event;
  if (event.kind === 'progress')
    return library.setState(({ arriving }) => ({
      arriving: put(arriving, { key, name, step: event.step, fraction: event.fraction, error: null }),
    }));
  if (event.kind === 'failed')
    return library.setState(({ arriving }) => ({
      arriving: put(arriving, { key, name, step: '', fraction: 0, error: event.error }),
    }));
  dismissArrival(workstation, key);
  await refreshLibrary(workstation);
  const over = library.getState().arriving.every(({ error }) => error !== null);
  if (over && view.getState().dialog === 'library') await refreshTable(workstation);
}

/** The list with this file in its place; those that failed stand at the end, the last ones only. */
export function put(arriving: readonly Importing[], item: Importing): readonly Importing[] {
  const known = arriving.some(({ key }) => key === item.key);
  const all = known ? arriving.map((one) => (one.key === item.key ? item : one)) : [...arriving, item];
  const failed = all.filter(({ error }) => error !== null);
  return [...all.filter(({ error }) => error === null), ...failed.slice(-FAILURES_KEPT)];
}
