import { stopFindingFiles } from '../../actions/find-files.ts';
import { sayInTable } from '../../actions/say-in-table.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useLibraryTable, useWorkstation } from '../../workstation-context.tsx';

/** What is being done to many recordings, with the way to stop it; then what came of it. */
export function TableWork() {
  const workstation = useWorkstation();
  const working = useLibraryTable((table) => table.working);
  const said = useLibraryTable((table) => table.said);
  if (working)
    return (
      <div className="table-work">
        <Progress label={working.text} fraction={working.fraction} />
        <Button onPress={() => stopFindingFiles(workstation)}>Cancel</Button>
      </div>
    );
  if (!said) return null;
  return (
    <div className="table-work">
      <p
        className={said.kind === 'error' ? 'error-text' : ''}
        role={said.kind === 'error' ? 'alert' : 'status'}
      >
        {said.text}
      </p>
      <IconButton icon="close" label="Close this message" onPress={() => sayInTable(workstation, null)} />
    </div>
  );
}
