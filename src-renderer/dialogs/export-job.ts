import { useEffect, useState } from 'react';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { cancelExport, type Exported } from '../actions/receive-export.ts';
import { useWorkstation } from '../workstation-context.tsx';

/** One export at a time, with its progress and how it ended. */
export interface ExportJob {
  /** 0 … 1; null while nothing is written. */
  readonly fraction: number | null;
  /** The file, or the sentence that says why there is none. */
  readonly outcome: Exported | string | null;
  start(work: (onProgress: (fraction: number) => void) => Promise<Exported | null>): Promise<void>;
  cancel(): void;
  /** Forgets how the last one ended. */
  clear(): void;
}

/** The export of a dialog; it ends when the dialog is closed. */
export function useExportJob(): ExportJob {
  const workstation = useWorkstation();
  const [fraction, setFraction] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Exported | string | null>(null);
  useEffect(() => () => cancelExport(workstation), [workstation]);
  return {
    fraction,
    outcome,
    async start(work) {
      setOutcome(null);
      setFraction(0);
      try {
        setOutcome(await work(setFraction));
      } catch (cause) {
        const { code, message } = MezzoError.from(cause);
        setOutcome(code === 'cancelled' ? 'Cancelled; no file was written.' : message);
      }
      setFraction(null);
    },
    cancel: () => cancelExport(workstation),
    clear: () => setOutcome(null),
  };
}
