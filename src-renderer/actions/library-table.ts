import type {
  ListedTrack,
  TrackFilter,
  TrackPage,
  TrackSort,
} from '../../src-preload/contract/track-list.ts';
import { type LibraryTable, PAGE_ROWS } from '../stores/library-table.ts';
import { failureText, restart, type Workstation } from '../workstation.ts';

const SETTLE_MS = 120;
/** Pages kept beside those in sight, so that the memory of a long scroll is bounded. */
const KEPT_PAGES = 75;

/** Asks for the rows in sight again, with the present search, order and filter; the old rows stay until the new ones are there. */
export async function refreshTable(workstation: Workstation): Promise<void> {
  const { engine, libraryTable } = workstation;
  const signal = restart(workstation, 'library-table');
  const answered = questionOf(libraryTable.getState());
  try {
    const [pages, tags] = await Promise.all([
      fetchPages(workstation, pagesInSight(libraryTable.getState()), signal),
      engine.tracks.tags(undefined, { signal }),
    ]);
    if (signal.aborted) return;
    const { total } = pages[0]!;
    libraryTable.setState(({ cursor }) => ({
      pages: new Map(pages.map(({ page, items }) => [page, items])),
      total,
      answered,
      tags,
      error: null,
      cursor: Math.min(cursor, Math.max(0, total - 1)),
    }));
  } catch (cause) {
    if (!signal.aborted) libraryTable.setState({ error: failureText(cause) });
  }
}

/** Fetches the rows in sight that are not there, until all are. Does nothing while it is at work already, or while another question is open. */
export async function fillRows(workstation: Workstation): Promise<void> {
  const { libraryTable, running } = workstation;
  if (running.has('library-rows')) return;
  const signal = restart(workstation, 'library-rows');
  try {
    for (;;) {
      const table = libraryTable.getState();
      const lacking = lackingPages(table);
      if (lacking.length === 0) break;
      const fetched = await fetchPages(workstation, lacking, signal);
      // Rows of another question, or with another curve, do not belong here.
      const { answered, curve } = libraryTable.getState();
      if (answered === table.answered && curve === table.curve)
        libraryTable.setState(({ pages }) => ({
          pages: withPages(pages, fetched),
          total: fetched[0]!.total,
        }));
    }
  } catch (cause) {
    libraryTable.setState({ error: failureText(cause) });
  } finally {
    running.delete('library-rows');
  }
}

interface FetchedPage extends TrackPage {
  readonly page: number;
}

/** The first page at least, also of a table without rows. */
function pagesInSight({ sight: [first, end] }: LibraryTable): number[] {
  const from = Math.floor(first / PAGE_ROWS);
  const to = Math.max(from, Math.floor((end - 1) / PAGE_ROWS));
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}

function lackingPages(table: LibraryTable): number[] {
  if (questionOf(table) !== table.answered) return [];
  const rows = table.total ?? 0;
  return pagesInSight(table).filter((page) => page * PAGE_ROWS < rows && !table.pages.has(page));
}

function withPages(
  pages: LibraryTable['pages'],
  fetched: readonly FetchedPage[],
): Map<number, readonly ListedTrack[]> {
  const at = fetched[0]!.page;
  const near = [...pages].toSorted(([a], [b]) => Math.abs(a - at) - Math.abs(b - at));
  const added = fetched.map(({ page, items }) => [page, items] as const);
  return new Map([...near.slice(0, KEPT_PAGES), ...added]);
}

/** What the rows are asked by. */
const questionOf = ({ search, sort, descending, filter }: LibraryTable): string =>
  JSON.stringify([search, sort, descending, filter]);

/** Pages in ascending order; those that follow each other are asked for at once. */
async function fetchPages(
  { engine, libraryTable, session }: Workstation,
  pages: readonly number[],
  signal: AbortSignal,
): Promise<FetchedPage[]> {
  const { search, sort, descending, filter, curve } = libraryTable.getState();
  const modelId = session.getState().model?.id;
  const model = modelId === undefined ? {} : { modelId };
  const fetched = runsOf(pages).map(async ([first, count]) => {
    const range = { offset: first * PAGE_ROWS, limit: count * PAGE_ROWS };
    const query = { search, sort, descending, filter, curve, ...range, ...model };
    const { items, total } = await engine.tracks.list(query, { signal });
    return Array.from({ length: count }, (_, i) => ({
      page: first + i,
      items: items.slice(i * PAGE_ROWS, (i + 1) * PAGE_ROWS),
      total,
    }));
  });
  return (await Promise.all(fetched)).flat();
}

/** Ascending numbers as runs of numbers that follow each other: first, how many. */
function runsOf(numbers: readonly number[]): [number, number][] {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last[0] + last[1] === number) last[1]++;
    else runs.push([number, 1]);
  }
  return runs;
}

/** Sorts by this; what sorts already turns round. Names and dates begin at their natural end. */
export function sortTable(workstation: Workstation, sort: TrackSort): void {
  const { libraryTable } = workstation;
  const state = libraryTable.getState();
  const same = JSON.stringify(state.sort) === JSON.stringify(sort);
  libraryTable.setState({ sort, descending: same ? !state.descending : sort.by !== 'name', ...atTop(state) });
  void refreshTable(workstation);
}

/** Changes what is filtered by. Recordings with the same audio are shown together. */
export function filterTable(workstation: Workstation, change: Partial<TrackFilter>): void {
  workstation.libraryTable.setState((table) => ({
    filter: { ...table.filter, ...change },
    similar: null,
    ...atTop(table),
    ...(change.duplicates ? { sort: { by: 'audio' } as const } : {}),
    ...(change.duplicates === false && table.sort.by === 'audio'
      ? { sort: { by: 'imported' } as const }
      : {}),
  }));
  void refreshTable(workstation);
}

/** Searches once the words have come to rest. */
export async function searchTable(workstation: Workstation, search: string): Promise<void> {
  workstation.libraryTable.setState((table) => ({ search, similar: null, ...atTop(table) }));
  const signal = restart(workstation, 'library-table-search');
  await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
  if (!signal.aborted) await refreshTable(workstation);
}

/** The answer to another question is shown from its first row on. */
const atTop = ({ sight: [first, end] }: LibraryTable): Pick<LibraryTable, 'sight' | 'cursor'> => ({
  sight: [0, end - first],
  cursor: 0,
});
