import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { outputLabel } from '../../src-preload/contract/output-label.ts';
import type { Suggestion } from '../../src-preload/contract/suggestion.ts';
import { applySuggestion, hearSuggestion } from '../actions/suggest.ts';
import { Button, Toggle } from '../ui/button.tsx';
import { formatDecibels, formatNumber, formatSigned } from '../ui/format.ts';
import { useSuggestions, useWorkstation } from '../workstation-context.tsx';
import { mostMoved } from './outcome.ts';

interface Props {
  model: ModelCard;
  suggestion: Suggestion;
  emotion: string;
}

const FEATURES_SHOWN = 3;
const LEAST_FEATURE = 0.02;
const LEAST_EMOTION = 0.01;

/** One suggested edit: what it does, what it moves, how much it is heard; heard on trial or taken over by a press. */
export function SuggestionCard({ model, suggestion, emotion }: Props) {
  const workstation = useWorkstation();
  const heard = useSuggestions((state) => state.heard === suggestion.name);
  const { name, steps, shift, audibleChange, reached } = suggestion;
  const label = outputLabel(model, emotion);
  return (
    <li className={heard ? 'suggestion suggestion-heard' : 'suggestion'} aria-label={name}>
      <div className="suggestion-head">
        <p className="suggestion-name">{name}</p>
        <p className="muted small number">{steps.map(({ gainDb }) => formatDecibels(gainDb)).join(', ')}</p>
      </div>
      <dl className="suggestion-figures">
        <div>
          <dt className="muted small">{label}</dt>
          <dd className="number">
            <strong>{formatSigned(shift.shift.emotions[emotion] ?? 0)}</strong>{' '}
            <span className="muted">to {formatSigned(shift.after.emotions[emotion] ?? 0)}</span>
          </dd>
        </div>
        <div>
          <dt className="muted small">Heard as</dt>
          <dd className="number">{formatNumber(audibleChange, 1)} dB</dd>
        </div>
      </dl>
      <p className="muted small">{movedText(model, suggestion, emotion)}</p>
      {reached ? null : <p className="small suggestion-short">Does not reach the target.</p>}
      <div className="suggestion-actions">
        <Toggle
          icon={heard ? 'pause' : 'play'}
          label={heard ? `Stop hearing ${name}` : `Hear ${name}`}
          isSelected={heard}
          onChange={(on) => hearSuggestion(workstation, on ? suggestion : null)}
        >
          Hear
        </Toggle>
        <Button
          icon="plus"
          aria-label={`Apply ${name}`}
          onPress={() => applySuggestion(workstation, suggestion)}
        >
          Apply
        </Button>
      </div>
    </li>
  );
}

/** `Moves melodiousness +0.21, dissonance −0.10; also arousal −0.05.` */
function movedText(model: ModelCard, { shift }: Suggestion, emotion: string): string {
  const say = (moved: ReturnType<typeof mostMoved>) =>
    moved
      .map(({ name, shift: by }) => `${outputLabel(model, name).toLowerCase()} ${formatSigned(by)}`)
      .join(', ');
  const { [emotion]: _, ...others } = shift.shift.emotions;
  const features = say(mostMoved(shift.shift.midLevel, FEATURES_SHOWN, LEAST_FEATURE));
  const emotions = say(mostMoved(others, FEATURES_SHOWN, LEAST_EMOTION));
  if (!features) return emotions ? `Also ${emotions}.` : '';
  return `Moves ${features}${emotions ? `; also ${emotions}` : ''}.`;
}
