import { useEffect, useRef } from 'react';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import { keysOf } from '../../actions/keymap.ts';
import { refreshTable } from '../../actions/library-table.ts';
import { openTrack } from '../../actions/open-track.ts';
import { addToProject } from '../../actions/project-tracks.ts';
import { pressed } from '../../actions/shortcut.ts';
import { openLibrary } from '../../actions/show.ts';
import { restoreColumns } from '../../actions/table-columns.ts';
import { noFilter, rowAt } from '../../stores/library-table.ts';
import { Button } from '../../ui/button.tsx';
import { Modal } from '../../ui/modal.tsx';
import { useKeymap, useLibraryTable, useSession, useWorkstation } from '../../workstation-context.tsx';
import { RecordingsTable } from './recordings-table.tsx';
import { RowDetails } from './row-details.tsx';
import { TableFilters } from './table-filters.tsx';
import './table.css';

/** The whole library as a table over the workspace. The command that opened it closes it, and so does Esc. */
export function LibraryView({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const grid = useRef<HTMLTableElement>(null);
  const tags = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const chosen = useLibraryTable((table) => rowAt(table, table.cursor));
  const modelId = useSession((session) => session.model?.id);
  useEffect(() => grid.current?.focus(), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another model has other values.
  useEffect(() => {
    void restoreColumns(workstation).then(() => refreshTable(workstation));
  }, [workstation, modelId]);
  useCloseByCommand(onClose);
  const open = (track: ListedTrack) => {
    onClose();
    addToProject(workstation, track);
    void openTrack(workstation, track.id);
  };
  const toGrid = () => grid.current?.focus();
  const onRowKey = (key: string) => {
    if (key === 't') tags.current?.focus();
    else if (key === '/') search.current?.focus();
    return key === 't' || key === '/';
  };
  return (
    <Modal title="Library" width="full" onClose={onClose}>
      <TableFilters searchRef={search} onLeave={toGrid} />
      <TableStatus />
      <RecordingsTable gridRef={grid} onOpen={open} onRowKey={onRowKey} />
      {chosen ? (
        <RowDetails track={chosen} tagsRef={tags} onDone={toGrid} onOpen={() => open(chosen)} />
      ) : null}
    </Modal>
  );
}

/** Shortcuts rest while a dialog is open, so the view listens for its own. */
function useCloseByCommand(onClose: () => void): void {
  const keys = keysOf(openLibrary, useKeymap());
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || pressed(event) !== keys) return;
      event.preventDefault();
      onClose();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [keys, onClose]);
}

/** How many recordings are shown, or why there are none. */
function TableStatus() {
  const workstation = useWorkstation();
  const total = useLibraryTable((table) => table.total);
  const error = useLibraryTable((table) => table.error);
  const narrowed = useLibraryTable(
    ({ search, filter }) => search.trim() !== '' || JSON.stringify(filter) !== JSON.stringify(noFilter),
  );
  if (error)
    return (
      <p className="error-text table-status" role="alert">{`The library could not be read: ${error}`}</p>
    );
  const showAll = () => {
    workstation.libraryTable.setState({ search: '', filter: noFilter });
    void refreshTable(workstation);
  };
  return (
    <div className="table-status">
      <p className="muted" role="status">
        {statusText(total, narrowed)}
      </p>
      {narrowed ? (
        <Button look="quiet" onPress={showAll}>
          Show all
        </Button>
      ) : null}
    </div>
  );
}

function statusText(total: number | null, narrowed: boolean): string {
  if (total === null) return 'Opening the library…';
  if (total === 0)
    return narrowed
      ? 'No recording is like that. Take a word or a filter away.'
      : 'No recording is in the library yet. Close this view and drop files on the window.';
  const count = total.toLocaleString('en');
  return total === 1 ? '1 recording' : `${count} recordings`;
}
