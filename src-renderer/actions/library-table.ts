import type { TrackFilter, TrackSort } from '../../src-preload/contract/track-list.ts';
import { type LibraryTable, PAGE_ROWS } from '../stores/library-table.ts';
import { failureText, restart, type Workstation } from '../workstation.ts';

const SETTLE_MS = 120;
/** Pages kept beside those in sight, so that the memory of a long scroll is bounded. */
const KEPT_PAGES = 30;

/** Asks for the first rows again, with the present search, order and filter; the old rows stay until the new ones are there. */
export async function refreshTable(workstation: Workstation): Promise<void> {
  const { engine, libraryTable } = workstation;
  const signal = restart(workstation, 'library-table');
  try {
    const [page, tags] = await Promise.all([
      fetchPage(workstation, 0, signal),
      engine.tracks.tags(undefined, { signal }),
    ]);
    if (signal.aborted) return;
    const { items, total } = page;
    libraryTable.setState(({ cursor }) => ({
      pages: new Map([[0, items]]),
      total,
      tags,
      error: null,
      cursor: Math.min(cursor, Math.max(0, total - 1)),
    }));
  } catch (cause) {
    if (!signal.aborted) libraryTable.setState({ error: failureText(cause) });
  }
}

/** Fetches the rows in sight that are not there, until all are. Does nothing while it is at work already. */
export async function fillRows(workstation: Workstation): Promise<void> {
  const { libraryTable, running } = workstation;
  if (running.has('library-rows')) return;
  const signal = restart(workstation, 'library-rows');
  try {
    for (;;) {
      const lacking = lackingPage(libraryTable.getState());
      if (lacking === null) break;
      const question = questionOf(libraryTable.getState());
      const { items, total } = await fetchPage(workstation, lacking, signal);
      // The rows of another question do not belong here.
      if (question === questionOf(libraryTable.getState()))
        libraryTable.setState(({ pages }) => ({ pages: withPage(pages, lacking, items), total }));
    }
  } catch (cause) {
    libraryTable.setState({ error: failureText(cause) });
  } finally {
    running.delete('library-rows');
  }
}

function lackingPage({ pages, total, sight: [first, end] }: LibraryTable): number | null {
  const last = Math.floor((Math.min(end, total ?? 0) - 1) / PAGE_ROWS);
  for (let page = Math.floor(first / PAGE_ROWS); page <= last; page++) if (!pages.has(page)) return page;
  return null;
}

function withPage<Rows>(pages: ReadonlyMap<number, Rows>, page: number, rows: Rows): Map<number, Rows> {
  const near = [...pages].toSorted(([a], [b]) => Math.abs(a - page) - Math.abs(b - page));
  return new Map([[page, rows], ...near.slice(0, KEPT_PAGES)]);
}

const questionOf = ({ search, sort, descending, filter, curve }: LibraryTable): string =>
  JSON.stringify([search, sort, descending, filter, curve]);

function fetchPage({ engine, libraryTable, session }: Workstation, page: number, signal: AbortSignal) {
  const { search, sort, descending, filter, curve } = libraryTable.getState();
  const modelId = session.getState().model?.id;
  return engine.tracks.list(
    {
      ...{ search, sort, descending, filter, curve },
      ...(modelId === undefined ? {} : { modelId }),
      limit: PAGE_ROWS,
      offset: page * PAGE_ROWS,
    },
    { signal },
  );
}

/** Sorts by this; what sorts already turns round. Names and dates begin at their natural end. */
export function sortTable(workstation: Workstation, sort: TrackSort): void {
  const { libraryTable } = workstation;
  const state = libraryTable.getState();
  const same = JSON.stringify(state.sort) === JSON.stringify(sort);
  libraryTable.setState({ sort, descending: same ? !state.descending : sort.by !== 'name', cursor: 0 });
  void refreshTable(workstation);
}

/** Changes what is filtered by. Recordings with the same audio are shown together. */
export function filterTable(workstation: Workstation, change: Partial<TrackFilter>): void {
  workstation.libraryTable.setState(({ filter, sort }) => ({
    filter: { ...filter, ...change },
    similar: null,
    cursor: 0,
    ...(change.duplicates ? { sort: { by: 'audio' } as const } : {}),
    ...(change.duplicates === false && sort.by === 'audio' ? { sort: { by: 'imported' } as const } : {}),
  }));
  void refreshTable(workstation);
}

/** Searches once the words have come to rest. */
export async function searchTable(workstation: Workstation, search: string): Promise<void> {
  workstation.libraryTable.setState({ search, similar: null, cursor: 0 });
  const signal = restart(workstation, 'library-table-search');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  if (!signal.aborted) await refreshTable(workstation);
}
