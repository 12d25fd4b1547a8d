import { useEffect, useRef } from 'react';
import type { ListedTrack } from '../../../src-preload/contract/track-list.ts';
import { findFiles } from '../../actions/find-files.ts';
import { keysOf } from '../../actions/keymap.ts';
import { refreshTable } from '../../actions/library-table.ts';
import { openTrack } from '../../actions/open-track.ts';
import { addToProject } from '../../actions/project-tracks.ts';
import { sayInTable } from '../../actions/say-in-table.ts';
import { pressed } from '../../actions/shortcut.ts';
import { openLibrary } from '../../actions/show.ts';
import { leaveSimilar, showSimilar } from '../../actions/similar-recordings.ts';
import { restoreColumns } from '../../actions/table-columns.ts';
import { rowAt } from '../../stores/library-table.ts';
import { Modal } from '../../ui/modal.tsx';
import { useKeymap, useLibraryTable, useSession, useWorkstation } from '../../workstation-context.tsx';
import { AnalysisStrip } from '../analysis-strip.tsx';
import { RecordingsTable } from './recordings-table.tsx';
import { RowDetails } from './row-details.tsx';
import { TableFilters } from './table-filters.tsx';
import { TableStatus } from './table-status.tsx';
import { TableWork } from './table-work.tsx';
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
  useEffect(
    () => () => {
      leaveSimilar(workstation);
      sayInTable(workstation, null);
    },
    [workstation],
  );
  useCloseByCommand(onClose);
  const open = (track: ListedTrack) => {
    onClose();
    addToProject(workstation, track);
    void openTrack(workstation, track.id);
  };
  const toGrid = () => grid.current?.focus();
  const onRowKey = (key: string, track: ListedTrack) => {
    if (key === 't') tags.current?.focus();
    else if (key === '/') search.current?.focus();
    else if (key === 's') void showSimilar(workstation, track);
    else if (key === 'f' && track.missing) void findFiles(workstation);
    return 't/sf'.includes(key);
  };
  return (
    <Modal title="Library" width="full" onClose={onClose}>
      <TableFilters searchRef={search} onLeave={toGrid} />
      <TableStatus onLeave={toGrid} />
      <TableWork />
      <AnalysisStrip />
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
