import { cancelImport, dismissImport } from '../actions/import-files.ts';
import { dismissArrival } from '../actions/watch-folders.ts';
import type { Importing } from '../stores/library.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Progress } from '../ui/progress.tsx';
import { useLibrary, useWorkstation } from '../workstation-context.tsx';

/** Files on their way into the library. One that failed stays with its sentence until it is dismissed. */
export function ImportList() {
  const workstation = useWorkstation();
  const imports = useLibrary((library) => library.imports);
  const arriving = useLibrary((library) => library.arriving);
  if (imports.length === 0 && arriving.length === 0) return null;
  const running = imports.filter(({ error }) => error === null);
  const coming = arriving.filter(({ error }) => error === null).length;
  return (
    <section className="import-list" aria-label="Recordings being added">
      {running.length > 0 ? (
        <div className="import-head">
          <span className="group-title" role="status">
            {running.length === 1 ? 'Adding 1 recording' : `Adding ${running.length} recordings`}
          </span>
          <Button look="quiet" onPress={() => cancelImport(workstation)}>
            Cancel
          </Button>
        </div>
      ) : null}
      {coming > 0 ? (
        <span className="group-title" role="status">
          Adding from watched folders
        </span>
      ) : null}
      <ul aria-live="polite">
        {imports.map((item) => (
          <li key={item.key}>
            {item.error ? (
              <FailedImport item={item} onDismiss={() => dismissImport(workstation, item.key)} />
            ) : (
              <RunningImport item={item} />
            )}
          </li>
        ))}
        {arriving.map((item) => (
          <li key={item.key}>
            {item.error ? (
              <FailedImport item={item} onDismiss={() => dismissArrival(workstation, item.key)} />
            ) : (
              <RunningImport item={item} />
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

function RunningImport({ item }: { item: Importing }) {
  return (
    <>
      <span className="import-name" title={item.name}>
        {item.name}
      </span>
      <Progress label={item.step} fraction={item.fraction} />
    </>
  );
}

function FailedImport({ item, onDismiss }: { item: Importing; onDismiss: () => void }) {
  return (
    <div className="import-failed">
      <Icon name="warning" />
      <p>
        <span className="visually-hidden">{`${item.name}: `}</span>
        {item.error?.message}
      </p>
      <IconButton icon="close" label={`Dismiss the message about ${item.name}`} onPress={onDismiss} />
    </div>
  );
}
