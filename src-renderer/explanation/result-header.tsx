import type { ModelCard } from '../../src-preload/contract/domain.ts';
import type { OpenExplanation } from '../stores/explanation.ts';
import { formatNumber, formatSeconds, formatSigned, formatTime, labelOf } from '../ui/format.ts';
import { Info, InfoAbout } from '../ui/info.tsx';
import { meaningOf } from './explain-form.tsx';
import { fidelitySentence } from './fidelity.ts';

/** What was explained, how well the weights fit, and how they were made. */
export function ResultHeader({ explanation, model }: { explanation: OpenExplanation; model: ModelCard }) {
  const { feature, window, prediction, fidelity, note, samples, seed, elapsedMs, segmenter } = explanation;
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
      {sentence ? <p className="result-sentence muted">{sentence}</p> : null}
      {note ? <p className="result-note">{note}</p> : null}
      <p className="muted small number">
        {`${samples.toLocaleString('en')} samples, seed ${seed}, ${segmenter.name}, ${formatSeconds(elapsedMs / 1000)}`}
      </p>
    </section>
  );
}
