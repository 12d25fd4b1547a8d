import type { ListedTrack } from '../../src-preload/contract/track-list.ts';
import type { Workstation } from '../workstation.ts';
import { reportInTable } from './say-in-table.ts';

/** Gives a recording stars, 1 … 5, or none (0). Shown at once; put back when it cannot be saved. */
export async function rateTrack(workstation: Workstation, track: ListedTrack, rating: number): Promise<void> {
  if (rating === track.rating) return;
  replaceRow(workstation, { ...track, rating });
  try {
    await workstation.engine.tracks.setRating({ trackId: track.id, rating });
  } catch (cause) {
    replaceRow(workstation, track);
    reportInTable(workstation, cause);
  }
}

/** Gives a recording these tags in place of those it had. */
export async function tagTrack(
  workstation: Workstation,
  track: ListedTrack,
  tags: readonly string[],
): Promise<void> {
  const { engine, libraryTable } = workstation;
  replaceRow(workstation, { ...track, tags: [...tags] });
  try {
    await engine.tracks.setTags({ trackId: track.id, tags: [...tags] });
    libraryTable.setState({ tags: await engine.tracks.tags() });
  } catch (cause) {
    replaceRow(workstation, track);
    reportInTable(workstation, cause);
  }
}

/** The tags in a text, separated by commas: tidied up, none twice. */
export function tagsIn(text: string): string[] {
  const tags = text.split(',').map((tag) => tag.replace(/\s+/g, ' ').trim().slice(0, 100));
  const lower = tags.map((tag) => tag.toLowerCase());
  return tags.filter((tag, at) => tag !== '' && lower.indexOf(lower[at]!) === at);
}

/** Shows this in place of the row of the same recording, which keeps its place until the table is asked for anew. */
export function replaceRow({ libraryTable }: Workstation, track: ListedTrack): void {
  libraryTable.setState(({ pages, similar }) => ({
    pages: new Map(
      [...pages].map(([page, rows]) => [page, rows.map((row) => (row.id === track.id ? track : row))]),
    ),
    similar: similar && {
      ...similar,
      items: similar.items.map((item) => (item.track.id === track.id ? { ...item, track } : item)),
    },
  }));
}
