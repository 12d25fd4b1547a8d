import { type KeyboardEvent, type MouseEvent, type RefObject, useId, useLayoutEffect, useMemo } from 'react';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import { rateTrack } from '../../actions/describe-track.ts';
import { fillRows } from '../../actions/library-table.ts';
import { rowAt, rowCount } from '../../stores/library-table.ts';
import { useRowWindow } from '../../ui/row-window.ts';
import { useLibraryTable, useSession, useWorkstation } from '../../workstation-context.tsx';
import { lookOf } from './columns.ts';
import { RecordingRow } from './recording-row.tsx';
import { curveScale } from './sparkline.tsx';
import { TableHead } from './table-head.tsx';

const ROW_REM = 1.75;
const NAME_REM = 16;
const DISTANCE_REM = 6;

interface Props {
  gridRef: RefObject<HTMLTableElement | null>;
  onOpen: (track: ListedTrack) => void;
  /** A key that means something for the chosen row beyond what the table does itself; true when it was used. */
  onRowKey: (key: string, track: ListedTrack) => boolean;
}

/** The recordings as a table of which only the rows in sight are drawn. Arrow keys, Page, Home and End go through it, Enter opens, 0 to 5 rate. */
export function RecordingsTable({ gridRef, onOpen, onRowKey }: Props) {
  const workstation = useWorkstation();
  const { libraryTable } = workstation;
  const table = useLibraryTable((state) => state);
  const model = useSession((session) => session.model);
  const count = rowCount(table);
  const { cursor, columns, curve, similar } = table;
  const list = useRowWindow(count, ROW_REM, table.answered);
  const { first, end } = list;
  const base = useId();
  const scale = useCurveScale();
  const looks = columns.map((column) => lookOf(column, model, curve, scale));
  const width = looks.reduce((sum, look) => sum + look.width, NAME_REM + (similar ? DISTANCE_REM : 0));

  // Before the frame is painted, so that the engine reads meanwhile.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that were let go are fetched again when they are in sight.
  useLayoutEffect(() => {
    if (similar) return;
    libraryTable.setState({ sight: [first, end] });
    void fillRows(workstation);
  }, [first, end, table.pages, similar, workstation, libraryTable]);

  const onClick = (event: MouseEvent) => {
    const row = rowOf(event);
    if (row === null) return;
    libraryTable.setState({ cursor: row });
    gridRef.current?.focus({ preventScroll: true });
  };
  const onDoubleClick = (event: MouseEvent) => {
    const row = rowOf(event);
    const track = row === null ? undefined : rowAt(libraryTable.getState(), row);
    if (track) onOpen(track);
  };
  const choose = (row: number) => {
    const to = Math.min(count - 1, Math.max(0, row));
    libraryTable.setState({ cursor: to });
    list.reveal(to);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    const track = rowAt(libraryTable.getState(), cursor);
    const page = Math.max(1, list.perPage - 1);
    const steps: Record<string, number> = {
      ArrowDown: cursor + 1,
      ArrowUp: cursor - 1,
      PageDown: cursor + page,
      PageUp: cursor - page,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) choose(to);
    else if (!track) return;
    else if (event.key === 'Enter') onOpen(track);
    else if (/^[0-5]$/.test(event.key)) void rateTrack(workstation, track, Number(event.key));
    else if (!onRowKey(event.key.toLowerCase(), track)) return;
    event.preventDefault();
  };
  return (
    <div className="recordings-scroll" ref={list.ref} onScroll={list.onScroll}>
      <table
        ref={gridRef}
        className="recordings-grid"
        style={{ minWidth: `${width}rem` }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are chosen is a grid.
        role="grid"
        tabIndex={0}
        aria-label={similar ? `Recordings like ${similar.to.name}` : 'All recordings'}
        aria-rowcount={count + 1}
        aria-activedescendant={count > 0 ? `${base}-${cursor}` : undefined}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onDoubleClick={onDoubleClick}
      >
        <colgroup>
          <col />
          {similar ? <col style={{ width: `${DISTANCE_REM}rem` }} /> : null}
          {looks.map((look) => (
            <col key={look.label} style={{ width: `${look.width}rem` }} />
          ))}
        </colgroup>
        <TableHead looks={looks} />
        <tbody>
          <Spacer height={first * list.rowHeight} />
          {Array.from({ length: Math.max(0, end - first) }, (_, i) => first + i).map((row) => (
            <RecordingRow
              key={row % list.slots}
              id={`${base}-${row}`}
              index={row}
              track={rowAt(table, row)}
              chosen={row === cursor}
              columns={columns}
              curve={curve}
              scale={scale}
              distance={similar ? (similar.items[row]?.distance ?? 0) : null}
            />
          ))}
          <Spacer height={(count - end) * list.rowHeight} />
        </tbody>
      </table>
    </div>
  );
}

/** The row that was pressed, from 0; null for the headings. One listener for all rows leaves a row that stays the same undrawn. */
function rowOf({ target }: MouseEvent): number | null {
  const row = target instanceof Element && target.closest('[aria-rowindex]');
  const index = row ? Number(row.getAttribute('aria-rowindex')) - 2 : -1;
  return index < 0 ? null : index;
}

/** Of the curves of all rows that are there. */
function useCurveScale(): readonly [number, number] {
  const pages = useLibraryTable((table) => table.pages);
  const similar = useLibraryTable((table) => table.similar);
  const curve = useLibraryTable((table) => table.curve);
  const emotions = useSession((session) => session.model?.emotions);
  return useMemo(() => {
    const rows = similar ? similar.items.map(({ track }) => track) : [...pages.values()].flat();
    const range = emotions?.find(({ name }) => name === curve)?.range ?? [-1, 1];
    return curveScale(
      rows.flatMap((row) => (row.curve ? [row.curve] : [])),
      range,
    );
  }, [pages, similar, curve, emotions]);
}

/** Stands for the rows that are out of sight. */
function Spacer({ height }: { height: number }) {
  // biome-ignore lint/a11y/noAriaHiddenOnFocusable: an empty row takes no focus, and is no row of the list.
  return <tr aria-hidden="true" style={{ height }} />;
}
