import { Progress } from '../ui/progress.tsx';
import { useEdits, useSession } from '../workstation-context.tsx';

/** Progress of the prediction. Why it failed is said on the timeline, which is always in sight. */
export function Predicting() {
  const predicting = useSession((session) => session.predicting);
  return predicting ? <Progress label={predicting.step} fraction={predicting.fraction} /> : null;
}

/** Whether the figures after the edits are up to date. */
export function ShiftState() {
  const shifting = useEdits((edits) => edits.shifting);
  const error = useEdits((edits) => edits.error);
  return (
    <span className={error ? 'error-text small' : 'muted small'} role={error ? 'alert' : 'status'}>
      {shifting ? 'Predicting the edit…' : error}
    </span>
  );
}
