import { predict } from '../actions/predict.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { useSession, useWorkstation } from '../workstation-context.tsx';

/** What stands over the lanes while there is nothing to see: no recording, prediction under way, prediction failed. */
export function TimelineState() {
  const workstation = useWorkstation();
  const track = useSession((session) => session.track);
  const loading = useSession((session) => session.loading);
  const predicting = useSession((session) => session.predicting);
  const error = useSession((session) => session.predictionError);
  if (!track) {
    return (
      <div className="timeline-empty">
        <p>
          {loading
            ? 'Opening the project…'
            : 'No recording is open. Drop one here, or choose one in the library.'}
        </p>
      </div>
    );
  }
  if (predicting) {
    return (
      <div className="timeline-progress">
        <Progress label={predicting.step} fraction={predicting.fraction} />
      </div>
    );
  }
  if (!error) return null;
  return (
    <div className="timeline-progress" role="alert">
      <p>{error}</p>
      <Button onPress={() => void predict(workstation)}>Try again</Button>
    </div>
  );
}
