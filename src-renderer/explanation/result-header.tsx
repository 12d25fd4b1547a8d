import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { continueExplanation } from '../actions/explain.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { Button } from '../ui/button.tsx';
import {
  formatDecibels,
  formatNumber,
  formatSeconds,
  formatSigned,
  formatTime,
  labelOf,
} from '../ui/format.ts';
import { Info, InfoAbout } from '../ui/info.tsx';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';
import { meaningOf } from './explain-form.tsx';
import { fidelitySentence } from './fidelity.ts';
import { TrustBadge, TrustPanel } from './trust-panel.tsx';

/** What was explained, how well the weights fit, and how they were made. */
export function ResultHeader({ explanation, model }: { explanation: OpenExplanation; model: ModelCard }) {
  const { feature, window, prediction, fidelity, note, samples, seed, elapsedMs, segmenter } = explanation;
  const { trust, complete, estimator, sourceErrorDb } = explanation;
  const sentence = fidelitySentence(explanation);
  return (
    <section className="result" aria-label="Explanation">
      <div className="section-head">
        <h3 className="result-title ellipsis">
          {labelOf(feature)} <span className="number">{formatSigned(prediction)}</span>
        </h3>
        <InfoAbout meaning={meaningOf(model, feature)} />
        <span className="spacer" />
        <span className="number muted small">
          {formatTime(window.start, 1)} – {formatTime(window.end, 1)}
        </span>
      </div>
      <p className="result-fit">
        <span className="result-badge">
          <span className="number">R² {formatNumber(fidelity.r2)}</span>
          <Info topic="r2" />
        </span>
        <span className="result-badge">
          <span className="number">Stability {formatNumber(fidelity.stability)}</span>
          <Info topic="stability" />
        </span>
      </p>
      {trust ? <TrustBadge trust={trust} /> : null}
      {sentence ? <p className="result-sentence muted">{sentence}</p> : null}
      {note ? <p className="result-note">{note}</p> : null}
      <p className="muted small number">
        {`${samples.toLocaleString('en')} samples, seed ${seed}, ${segmenter.name}, ${estimator}, ${formatSeconds(elapsedMs / 1000)}`}
        {sourceErrorDb === null
          ? ''
          : `, the sources add up ${sourceErrorDb <= -300 ? 'exactly' : `within ${formatDecibels(sourceErrorDb, 0)}`}`}
      </p>
      <Continue complete={complete} samples={samples} />
      <TrustPanel explanation={explanation} />
    </section>
  );
}

/** Goes on from the samples there are: to the number that was asked for, or to twice as many. */
function Continue({ complete, samples }: { complete: boolean; samples: number }) {
  const workstation = useWorkstation();
  const running = useExplanation((explanation) => explanation.running !== null);
  if (running) return null;
  return (
    <Button look="quiet" onPress={() => void continueExplanation(workstation)}>
      {complete ? `Go on to ${(2 * samples).toLocaleString('en')} samples` : 'Continue'}
    </Button>
  );
}
