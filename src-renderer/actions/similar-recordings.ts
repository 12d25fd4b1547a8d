import type { ListedTrack } from '../../src-preload/contract/track-list.ts';
import { restart, type Workstation } from '../workstation.ts';
import { reportInTable } from './say-in-table.ts';

/** Shows the recordings whose mid-level profile is nearest to this one's in place of the list, the nearest first. */
export async function showSimilar(workstation: Workstation, { id, name }: ListedTrack): Promise<void> {
  const { engine, libraryTable, session } = workstation;
  const modelId = session.getState().model?.id;
  if (modelId === undefined) return;
  const signal = restart(workstation, 'similar');
  const { curve } = libraryTable.getState();
  try {
    const items = await engine.tracks.similar({ trackId: id, modelId, curve }, { signal });
    if (!signal.aborted) libraryTable.setState({ similar: { to: { id, name }, items }, cursor: 0 });
  } catch (cause) {
    if (!signal.aborted) reportInTable(workstation, cause);
  }
}

/** Shows the list of all again. */
export function leaveSimilar(workstation: Workstation): void {
  restart(workstation, 'similar');
  workstation.libraryTable.setState({ similar: null, cursor: 0 });
}
