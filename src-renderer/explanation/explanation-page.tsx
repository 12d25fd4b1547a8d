import { useEffect } from 'react';
import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { refreshPastExplanations } from '../actions/past-explanations.ts';
import { labelOf } from '../ui/format.ts';
import { Progress } from '../ui/progress.tsx';
import { useExplanation, useSession, useWorkstation } from '../workstation-context.tsx';
import { ExplainForm } from './explain-form.tsx';
import { PastExplanations } from './past-explanations.tsx';
import { ResultHeader } from './result-header.tsx';
import { SegmentTable } from './segment-table.tsx';
import { SelectionBar } from './selection-bar.tsx';
import './explanation.css';

/** Which parts of the sound cause a feature: settings, progress, past explanations, the result and what to do with it. */
export function ExplanationPage({ model }: { model: ModelCard }) {
  const workstation = useWorkstation();
  const trackId = useSession((session) => session.track?.id);
  const current = useExplanation((explanation) => explanation.current);
  const running = useExplanation((explanation) => explanation.running !== null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the list grows whenever another explanation is opened.
  useEffect(() => {
    void refreshPastExplanations(workstation);
  }, [workstation, trackId, current?.id]);
  return (
    <div className="explanation-page">
      <div className="explanation-top">
        <ExplainForm model={model} />
        <Running />
        <PastExplanations model={model} />
        {current ? <ResultHeader explanation={current} model={model} /> : null}
      </div>
      {current ? (
        <SegmentTable explanation={current} />
      ) : (
        <p className="empty-state muted">
          {running
            ? 'Parts of the sound are switched off again and again to see what the feature depends on.'
            : 'Choose a feature and press Explain to see which parts of the sound raise or lower it.'}
        </p>
      )}
      <SelectionBar />
    </div>
  );
}

const STEP_NAMES: Record<string, string> = {
  prediction: 'Predicting the recording',
  segments: 'Cutting the window into segments',
  samples: 'Listening with parts switched off',
  surrogate: 'Fitting the weights',
};

function Running() {
  const running = useExplanation((explanation) => explanation.running);
  const error = useExplanation((explanation) => explanation.error);
  if (running) {
    const { feature, step, done, total } = running;
    return (
      <Progress
        label={`${labelOf(feature)}: ${STEP_NAMES[step] ?? labelOf(step)}`}
        fraction={total > 0 ? done / total : null}
      />
    );
  }
  return error ? (
    <p className="error-text" role="alert">
      {error}
    </p>
  ) : null;
}
