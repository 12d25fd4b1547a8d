import { useState } from 'react';
import type { ModelCard, ProviderSpeed } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { addModel, chooseModel, removeModel, verifyModel } from '../actions/models.ts';
import { timesOf } from '../inspector/interval.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { formatNumber } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Modal } from '../ui/modal.tsx';
import { useSession, useWorkstation } from '../workstation-context.tsx';
import { ModelComparison } from './model-comparison.tsx';
import { ModelSpeeds } from './model-speeds.tsx';

/** The models: which one judges, whether it can be trusted, and what it was made of. */
export function ModelsDialog({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const models = useSession((session) => session.models);
  const current = useSession((session) => session.model?.id);
  const examining = useSession((session) => session.examining);
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<{ kind: 'info' | 'error'; text: string } | null>(null);
  const [speeds, setSpeeds] = useState<Readonly<Record<string, readonly ProviderSpeed[]>>>({});
  const attempt = async (doing: string, work: () => Promise<string | null>) => {
    if (busy !== null) return;
    setBusy(doing);
    setSaid(null);
    try {
      const text = await work();
      if (text) setSaid({ kind: 'info', text });
    } catch (cause) {
      setSaid({ kind: 'error', text: MezzoError.from(cause).message });
    }
    setBusy(null);
  };
  return (
    <Modal title="Models" width="wide" onClose={onClose}>
      <AddModel
        onAdd={() =>
          void attempt('Adding', async () => {
            const name = await addModel(workstation);
            return name && `${name} was added and passed its checks.`;
          })
        }
      />
      <p
        role={said?.kind === 'error' ? 'alert' : 'status'}
        className={said?.kind === 'error' ? 'error-text' : ''}
      >
        {busy ? `${busy}…` : (said?.text ?? '')}
      </p>
      {models.length === 0 ? (
        <p className="muted">{examining ? 'The models are being examined…' : 'No model is installed.'}</p>
      ) : null}
      {models.map((model) => (
        <ModelArticle
          key={model.id}
          model={model}
          current={model.id === current}
          onChoose={() => void chooseModel(workstation, model.id)}
          onVerify={() =>
            void attempt(`Checking ${model.name}`, async () => {
              const failed = (await verifyModel(workstation, model.id)).filter(({ passed }) => !passed);
              return failed.length === 0
                ? `${model.name} passed all checks.`
                : `${model.name} failed: ${failed.map(({ name }) => name).join(', ')}.`;
            })
          }
          speeds={speeds[model.id] ?? null}
          onMeasure={() =>
            void attempt(`Measuring ${model.name}`, async () => {
              const measured = await workstation.engine.models.speed({ modelId: model.id });
              setSpeeds((before) => ({ ...before, [model.id]: measured }));
              return `${model.name} was measured.`;
            })
          }
          onRemove={() =>
            void attempt(`Removing ${model.name}`, async () => {
              await removeModel(workstation, model.id);
              return `${model.name} was removed.`;
            })
          }
        />
      ))}
      <ModelComparison />
    </Modal>
  );
}

/** The folder dialog where the host has one, else how to do it from the shell. */
function AddModel({ onAdd }: { onAdd: () => void }) {
  const { capabilities } = useWorkstation();
  return capabilities.openDialog ? (
    <div>
      <Button icon="plus" onPress={onAdd}>
        Add a model folder…
      </Button>
    </div>
  ) : (
    <p className="muted">
      To add a model, run <code>mezzo models add FOLDER</code> in a terminal and reload this page.
    </p>
  );
}

interface ArticleProps {
  model: ModelCard;
  current: boolean;
  onChoose: () => void;
  onVerify: () => void;
  /** Null until measured. */
  speeds: readonly ProviderSpeed[] | null;
  onMeasure: () => void;
  onRemove: () => void;
}

function ModelArticle({ model, current, onChoose, onVerify, speeds, onMeasure, onRemove }: ArticleProps) {
  const [removing, setRemoving] = useState(false);
  return (
    <article className={current ? 'model model-current' : 'model'} aria-label={model.name}>
      <div className="model-head">
        <h3>{model.name}</h3>
        <span className="muted number">{model.version}</span>
        {current ? (
          <span className="model-badge">
            <Icon name="check" /> In use
          </span>
        ) : null}
        <span className="spacer" />
        {current ? null : (
          <Button look="primary" onPress={onChoose}>
            Use this model
          </Button>
        )}
        <Button onPress={onVerify}>Check again</Button>
        <Button onPress={onMeasure}>Measure speed</Button>
        {model.shipped ? null : (
          <Button look="danger" onPress={() => setRemoving(true)}>
            Remove…
          </Button>
        )}
      </div>
      <ModelFacts model={model} speeds={speeds} />
      <details className="disclosure">
        <summary>
          <Icon name="chevron" /> Card: data, figures, where it fails
        </summary>
        <pre className="model-card">{model.card}</pre>
      </details>
      {removing ? (
        <ConfirmDialog
          title={`Remove ${model.name}?`}
          text="Its folder in Mezzo is deleted. Predictions made with it stay in the library."
          action="Remove"
          onConfirm={onRemove}
          onClose={() => setRemoving(false)}
        />
      ) : null}
    </article>
  );
}

/** Coverage, what it was measured on and the half widths; which outputs have none. */
function intervalsText({ intervals, midLevel, emotions }: ModelCard): string {
  if (!intervals) return 'This model gives no intervals: how far its values may be off was not measured.';
  const outputs = [
    ...emotions.map(({ name, label }) => ({ label, width: intervals.emotions[name] })),
    ...midLevel.map(({ name, label }) => ({ label, width: intervals.midLevel[name] })),
  ];
  const listed = outputs.flatMap(({ label, width }) =>
    width === undefined ? [] : [`${label} ± ${formatNumber(width)}`],
  );
  const without = outputs.filter(({ width }) => width === undefined).map(({ label }) => label);
  const missing = without.length > 0 ? ` None, for want of ratings: ${without.join(', ')}.` : '';
  return `Hold ${timesOf(intervals)}, measured on ${intervals.material}: ${listed.join(', ') || 'none'}.${missing}`;
}

function ModelFacts({ model, speeds }: { model: ModelCard; speeds: readonly ProviderSpeed[] | null }) {
  const companions = model.midLevel.filter(({ companion }) => companion).length;
  return (
    <>
      <dl className="meaning">
        <dt>Runs on</dt>
        <dd>
          {model.provider.toUpperCase()}
          {model.fallbackReason ? <span className="warning"> {model.fallbackReason}</span> : null}
        </dd>
        {speeds ? <ModelSpeeds speeds={speeds} windowSeconds={model.windowSeconds} /> : null}
        <dt>Licence</dt>
        <dd>{model.licence}</dd>
        <dt>Judges</dt>
        <dd className="number">
          {`windows of ${model.windowSeconds.toFixed(2)} s every ${model.hopSeconds.toFixed(2)} s: ${model.midLevel.length - companions} mid-level features, ${companions} companions, ${model.emotions.length} emotions`}
        </dd>
        <dt>Knows</dt>
        <dd>
          {model.domain
            ? `Familiarity is measured against ${model.domain.material}.`
            : 'This model gives no familiarity: it does not say which sounds it was made for.'}
        </dd>
        <dt>Intervals</dt>
        <dd>{intervalsText(model)}</dd>
        <dt>Checks</dt>
        <dd>
          <ul className="checks">
            {model.checks.map(({ name, passed, detail }) => (
              <li key={name} className={passed ? 'check-passed' : 'check-failed'}>
                <Icon name={passed ? 'check' : 'close'} />
                <span>
                  {passed ? 'Passed' : 'Failed'}: {name} <span className="muted">{detail}</span>
                </span>
              </li>
            ))}
          </ul>
        </dd>
      </dl>
      {model.warnings.map((warning) => (
        <p key={warning} className="warning small">
          {warning}
        </p>
      ))}
    </>
  );
}
