import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { familiarityWord } from '../../src-preload/contract/familiarity.ts';
import { formatNumber, formatSigned } from '../ui/format.ts';
import { Info } from '../ui/info.tsx';
import { useEdits, useView } from '../workstation-context.tsx';
import { useShown } from './shown.ts';

/** An edit can push a sound out of what the model knows. */
function FamiliarityShift({ before, after }: { before: number | null; after: number | null }) {
  if (before === null || after === null) return null;
  return (
    <div className="shift-item shift-familiarity">
      <dt className="ellipsis">Familiarity</dt>
      <dd className="number">
        <span className="muted">
          {formatNumber(before)} → {formatNumber(after)}
        </span>{' '}
        <strong>{familiarityWord(after)}</strong>
      </dd>
    </div>
  );
}

/** Below the pages once something is edited: each emotion before and after. The effects page has these figures in its lists. */
export function ShiftStrip({ model }: { model: ModelCard }) {
  const { before, after, edited } = useShown();
  const scope = useView((view) => view.scope);
  const shifting = useEdits((edits) => edits.shifting);
  const error = useEdits((edits) => edits.error);
  const page = useView((view) => view.page);
  if (!edited || page === 'effects') return null;
  return (
    <section className="shift-strip" aria-label="Predicted shift" aria-busy={shifting}>
      <div className="section-head">
        <h3 className="group-title">
          {scope === 'moment' ? 'Predicted shift of the moment' : 'Predicted shift of the recording'}
        </h3>
        <Info topic="shift" />
        <span className="spacer" />
        <span className="muted small" role="status">
          {shifting ? 'Predicting…' : ''}
        </span>
      </div>
      {error ? (
        <p className="error-text" role="alert">
          {error}
        </p>
      ) : (
        <dl className="shift-grid">
          {model.emotions.map(({ name, label }) => {
            const was = before?.emotions[name];
            const is = after?.emotions[name];
            const known = was !== undefined && is !== undefined;
            return (
              <div key={name} className={shifting ? 'shift-item shift-old' : 'shift-item'}>
                <dt className="ellipsis">{label}</dt>
                <dd
                  className="number"
                  title={known ? `${formatSigned(was, 3)} → ${formatSigned(is, 3)}` : undefined}
                >
                  <span className="muted">{known ? formatSigned(is) : '–'}</span>{' '}
                  <strong>{known ? formatSigned(is - was, 3) : ''}</strong>
                </dd>
              </div>
            );
          })}
          <FamiliarityShift before={before?.familiarity ?? null} after={after?.familiarity ?? null} />
        </dl>
      )}
    </section>
  );
}
