import { undoRemove } from '../actions/project-tracks.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { useLibrary, useWorkstation } from '../workstation-context.tsx';

/** Says which track was taken out of the project, and offers to put it back. */
export function RemovedNote() {
  const workstation = useWorkstation();
  const removed = useLibrary((library) => library.removed);
  return (
    <div role="status">
      {removed ? (
        <div className="removed-note">
          <p>Removed “{removed.track.name}” from the project. It stays in the library.</p>
          <Button onPress={() => undoRemove(workstation)}>Put back</Button>
          <IconButton
            icon="close"
            label="Close this message"
            onPress={() => workstation.library.setState({ removed: null })}
          />
        </div>
      ) : null}
    </div>
  );
}
