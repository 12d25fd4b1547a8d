import { cancel, restart, type Workstation } from '../workstation.ts';
import { refreshTable } from './library-table.ts';
import { refreshProjectTracks } from './project-tracks.ts';
import { refreshLibrary } from './refresh-library.ts';
import { reportInTable, sayInTable } from './say-in-table.ts';

/**
 * Looks for all missing files: in a folder that the user is asked for, where the host can ask, and in those of the other recordings.
 * Whatever they are called now, they are known by their bytes.
 */
export async function findFiles(workstation: Workstation): Promise<void> {
  const { capabilities, engine, libraryTable } = workstation;
  if (libraryTable.getState().working) return;
  const folders = (await capabilities.openDialog?.('folder')) ?? [];
  if (capabilities.openDialog && folders.length === 0) return;
  const signal = restart(workstation, 'find-files');
  const show = (text: string) => libraryTable.setState({ working: { text, fraction: null } });
  show('Looking for missing files');
  try {
    for await (const event of await engine.tracks.relink({ folders }, { signal })) {
      if (event.kind === 'progress')
        show(`Looking in “${event.folder}”: ${event.files.toLocaleString('en')} files, ${event.found} found`);
      if (event.kind === 'done')
        sayInTable(workstation, outcome(event.found, event.missing, folders.length > 0));
    }
  } catch (cause) {
    if (!signal.aborted) reportInTable(workstation, cause);
  }
  libraryTable.setState({ working: null });
  await Promise.all([refreshTable(workstation), refreshLibrary(workstation)]);
  await refreshProjectTracks(workstation);
}

/** Stops the search; what was found stays found. */
export function stopFindingFiles(workstation: Workstation): void {
  cancel(workstation, 'find-files');
}

function outcome(found: number, missing: number, chosen: boolean): string {
  const filesFound = found === 1 ? '1 file was found again' : `${found} files were found again`;
  if (missing === 0) return found === 0 ? 'No file is missing.' : `${filesFound}; none is missing now.`;
  const elsewhere = chosen
    ? 'Choose another folder'
    : 'They are not beside your other recordings: drop them on the window, and Mezzo knows them by their sound';
  const left = missing === 1 ? '1 is still missing' : `${missing} are still missing`;
  return `${found === 0 ? 'No file was found' : filesFound}; ${left}. ${elsewhere}.`;
}
