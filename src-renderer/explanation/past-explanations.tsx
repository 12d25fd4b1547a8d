import { ListBox, ListBoxItem } from 'react-aria-components';
import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { openPastExplanation } from '../actions/past-explanations.ts';
import type { ExplanationOutline } from '../stores/explanation.ts';
import { formatNumber, formatTime, labelOf } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';

/** Explanations made before of this track, newest first; nothing is computed twice. */
export function PastExplanations({ model }: { model: ModelCard }) {
  const workstation = useWorkstation();
  const past = useExplanation((explanation) => explanation.past);
  const current = useExplanation((explanation) => explanation.current?.id);
  if (past.length === 0) return null;
  return (
    <details className="disclosure">
      <summary>
        <Icon name="chevron" />
        Explanations of this recording
        <span className="spacer" />
        <span className="number">{past.length}</span>
      </summary>
      <ListBox
        className="past-list"
        aria-label="Explanations of this recording"
        items={past}
        dependencies={[current, model.id]}
        onAction={(key) => void openPastExplanation(workstation, String(key))}
      >
        {(item) => <PastItem id={item.id} item={item} model={model} open={item.id === current} />}
      </ListBox>
    </details>
  );
}

function PastItem({
  item,
  model,
  open,
}: {
  id: string;
  item: ExplanationOutline;
  model: ModelCard;
  /** True for the one that is shown. */
  open: boolean;
}) {
  const { id, feature, window, fidelity, samples, seed, segmenter, selection } = item;
  const foreign = item.model.id !== model.id || item.model.version !== model.version;
  const text = `${labelOf(feature)}, ${formatTime(window.start, 1)} – ${formatTime(window.end, 1)}`;
  const details = [
    `${samples.toLocaleString('en')} samples, seed ${seed}`,
    `${segmenter.name}, ${selection}`,
    `R² ${formatNumber(fidelity.r2)}, stability ${formatNumber(fidelity.stability)}`,
    `model ${item.model.id} ${item.model.version}`,
  ];
  return (
    <ListBoxItem
      id={id}
      className={open ? 'past past-open' : 'past'}
      textValue={open ? `${text}, shown` : text}
    >
      <span className="ellipsis" title={[text, ...details].join('\n')}>
        {labelOf(feature)}
        {foreign ? <span className="muted"> ({item.model.id})</span> : null}
      </span>
      <span className="number muted">
        {formatTime(window.start, 1)} – {formatTime(window.end, 1)}
      </span>
      <span className="number muted">
        {formatNumber(fidelity.r2)} · {formatNumber(fidelity.stability)}
      </span>
    </ListBoxItem>
  );
}
