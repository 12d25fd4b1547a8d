import type { ReactNode } from 'react';
import type { Exported } from '../actions/receive-export.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { Progress } from '../ui/progress.tsx';
import type { ExportJob } from './export-job.ts';

interface Props {
  job: ExportJob;
  /** Of the file. */
  name: string;
  canStart: boolean;
  onStart: () => void;
  onClose: () => void;
  children: ReactNode;
}

/** What every page of the export dialog ends with: the file's name, progress and outcome, Cancel or Close, and Export. */
export function ExportForm({ job, name, canStart, onStart, onClose, children }: Props) {
  const running = job.fraction !== null;
  return (
    <>
      <div className="export-body">
        {children}
        <p className="muted ellipsis" title={name}>
          {name}
        </p>
        <div className="export-outcome">
          {running ? <Progress label="Writing" fraction={job.fraction} /> : null}
          <Outcome outcome={job.outcome} />
        </div>
      </div>
      <div className="export-foot">
        <Button
          key={running ? 'cancel' : 'close'}
          autoFocus={running || job.outcome !== null}
          onPress={running ? job.cancel : onClose}
        >
          {running ? 'Cancel' : 'Close'}
        </Button>
        <Button look="primary" icon="export" isDisabled={running || !canStart} onPress={onStart}>
          Export
        </Button>
      </div>
    </>
  );
}

function Outcome({ outcome }: { outcome: Exported | string | null }) {
  if (typeof outcome === 'string') {
    return (
      <p className="error-text" role="alert">
        {outcome}
      </p>
    );
  }
  return (
    <div role="status">
      {outcome ? (
        <p>
          {outcome.path ? `Written to ${outcome.path}` : `Downloaded ${outcome.name}`},{' '}
          <span className="number">{formatBytes(outcome.bytes)}</span>.
          {outcome.warning ? <span className="warning"> {outcome.warning}</span> : null}
        </p>
      ) : null}
    </div>
  );
}
