import { notify, type Workstation } from '../workstation.ts';
import { refreshTable } from './library-table.ts';
import { refreshProjectTracks } from './project-tracks.ts';
import { refreshLibrary } from './refresh-library.ts';

/**
 * Has the engine look whether the recordings' files are where they were, and shows what has changed. A failure is left to the next look:
 * nobody asked for this one.
 */
export async function checkFiles(workstation: Workstation): Promise<void> {
  const { engine } = workstation;
  const check = await engine.tracks.checkFiles().catch(() => null);
  if (!check || check.gone + check.back === 0) return;
  const sentence = sentenceOf(check.gone, check.back);
  if (sentence) notify(workstation, 'info', sentence);
  await Promise.all([
    refreshLibrary(workstation),
    refreshTable(workstation),
    refreshProjectTracks(workstation),
  ]);
}

/** What is told of files that are gone or back; null for nothing. */
export function sentenceOf(gone: number, back: number): string | null {
  if (gone === 1) return 'The file of 1 recording is not where it was. The library’s table finds it again.';
  if (gone > 1)
    return `The files of ${gone.toLocaleString('en')} recordings are not where they were. The library’s table finds them again.`;
  if (back === 1) return 'The file of 1 recording is back.';
  return back > 1 ? `The files of ${back.toLocaleString('en')} recordings are back.` : null;
}
