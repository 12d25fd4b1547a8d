import { type DragEvent, type ReactNode, useState } from 'react';
import { importFiles } from '../actions/import-files.ts';
import { useWorkstation } from '../workstation-context.tsx';

/** Takes files dropped anywhere on the window into the library. */
export function DropZone({ children }: { children: ReactNode }) {
  const workstation = useWorkstation();
  const [over, setOver] = useState(false);
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the library has a button for it.
    <div
      className="drop-zone"
      onDragOver={(event) => {
        if (!holdsFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={(event) => {
        if (event.relatedTarget === null) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void importFiles(workstation, [...event.dataTransfer.files]);
      }}
    >
      {children}
      {over ? <div className="drop-hint">Drop recordings to add them to the library</div> : null}
    </div>
  );
}
