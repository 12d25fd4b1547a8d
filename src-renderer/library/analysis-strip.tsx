import { cancelAnalysis, dismissFailures, pauseAnalysis, resumeAnalysis } from '../actions/analyse-all.ts';
import type { Analysis } from '../stores/analysis.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Progress } from '../ui/progress.tsx';
import { useAnalysis, useWorkstation } from '../workstation-context.tsx';

/** How far the analysis of many recordings is, with pause and cancel, and those that failed with their sentences. */
export function AnalysisStrip() {
  const workstation = useWorkstation();
  const analysis = useAnalysis((state) => state);
  const { state, failures } = analysis;
  if (state === 'idle' && failures.length === 0) return null;
  return (
    <section className="analysis-strip" aria-label="Analysis of recordings">
      {state === 'idle' ? null : (
        <div className="analysis-work">
          <Progress label={workText(analysis)} fraction={shareOf(analysis)} />
          {state === 'running' ? (
            <IconButton icon="pause" label="Pause the analysis" onPress={() => pauseAnalysis(workstation)} />
          ) : (
            <IconButton
              icon="play"
              label="Go on with the analysis"
              onPress={() => void resumeAnalysis(workstation)}
            />
          )}
          <IconButton icon="close" label="Cancel the analysis" onPress={() => cancelAnalysis(workstation)} />
        </div>
      )}
      {failures.length > 0 ? (
        <details className="disclosure analysis-failures">
          <summary>
            <Icon name="chevron" />
            {failures.length === 1 ? '1 recording failed' : `${failures.length} recordings failed`}
          </summary>
          <ul>
            {failures.map(({ trackId, name, message }) => (
              <li key={trackId}>{message.includes(name) ? message : `${name}: ${message}`}</li>
            ))}
          </ul>
          <Button look="quiet" onPress={() => dismissFailures(workstation)}>
            Take this list away
          </Button>
        </details>
      ) : null}
    </section>
  );
}

/** Of all recordings, the one at work with the part of it that is done. */
export function shareOf({ finished, fraction, total }: Analysis): number | null {
  return total === null ? null : total === 0 ? 1 : (finished + fraction) / total;
}

/** What the strip says. */
export function workText({ state, finished, total, name, preferred }: Analysis): string {
  if (total === null) return 'Looking for recordings to analyse';
  const count = `${Math.min(finished + 1, total).toLocaleString('en')} of ${total.toLocaleString('en')}`;
  const next = preferred.find((one) => one.name !== name)?.name;
  const then = next === undefined ? '' : `; next: ${next}`;
  if (state === 'paused') return `Analysis paused at ${count}${then}`;
  return `Analysing ${count}${name ? `: ${name}` : ''}${then}`;
}
