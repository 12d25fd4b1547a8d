import { findFiles } from '../../actions/find-files.ts';
import { refreshTable } from '../../actions/library-table.ts';
import { leaveSimilar } from '../../actions/similar-recordings.ts';
import { isNarrowed, noFilter } from '../../stores/library-table.ts';
import { Button } from '../../ui/button.tsx';
import { Info } from '../../ui/info.tsx';
import { useLibraryTable, useWorkstation } from '../../workstation-context.tsx';

/** How many recordings are shown, or why there are none; and the way back to all. */
export function TableStatus({ onLeave }: { onLeave: () => void }) {
  const workstation = useWorkstation();
  const total = useLibraryTable((table) => table.total);
  const error = useLibraryTable((table) => table.error);
  const similar = useLibraryTable((table) => table.similar);
  const missing = useLibraryTable((table) => table.filter.missing);
  const working = useLibraryTable((table) => table.working !== null);
  const narrowed = useLibraryTable(isNarrowed);
  if (error)
    return (
      <p className="error-text table-status" role="alert">
        {`The library could not be read: ${error}`}
      </p>
    );
  const showAll = () => {
    if (similar) leaveSimilar(workstation);
    else {
      workstation.libraryTable.setState({ search: '', filter: noFilter });
      void refreshTable(workstation);
    }
    onLeave();
  };
  const text = similar ? similarText(similar.to.name, similar.items.length) : statusText(total, narrowed);
  return (
    <div className="table-status">
      <p className="muted" role="status">
        {text}
      </p>
      {similar ? <Info topic="distance" /> : null}
      {missing && (total ?? 0) > 0 && !similar ? (
        <Button isDisabled={working} onPress={() => void findFiles(workstation)}>
          Look for the files
        </Button>
      ) : null}
      {similar || narrowed ? (
        <Button look="quiet" onPress={showAll}>
          {similar ? 'Back to the list' : 'Show all'}
        </Button>
      ) : null}
    </div>
  );
}

function similarText(name: string, count: number): string {
  return count === 0
    ? `No other recording was predicted by this model, so none can be compared with “${name}”.`
    : `${count === 1 ? 'The recording' : `The ${count} recordings`} nearest to “${name}” by mid-level profile`;
}

function statusText(total: number | null, narrowed: boolean): string {
  if (total === null) return 'Opening the library…';
  if (total === 0)
    return narrowed
      ? 'No recording is like that. Take a word or a filter away.'
      : 'No recording is in the library yet. Close this view and drop files on the window.';
  return total === 1 ? '1 recording' : `${total.toLocaleString('en')} recordings`;
}
