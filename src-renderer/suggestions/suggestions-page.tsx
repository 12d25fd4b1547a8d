import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { cancelSuggest, suggest } from '../actions/suggest.ts';
import { activeSteps } from '../stores/edits.ts';
import { Button } from '../ui/button.tsx';
import { formatSigned, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { Progress } from '../ui/progress.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useEdits, useSession, useSuggestions, useView, useWorkstation } from '../workstation-context.tsx';
import { outcomeText } from './outcome.ts';
import { SuggestionCard } from './suggestion-card.tsx';
import { TargetSlider } from './target-slider.tsx';
import './suggestions.css';

const ALLOWED = [
  { decibels: 1.5, label: 'Hardly heard (1.5 dB)' },
  { decibels: 3, label: 'A little (3 dB)' },
  { decibels: 6, label: 'Clearly (6 dB)' },
  { decibels: 12, label: 'A lot (12 dB)' },
];

/** Where an emotion should go, and small edits that bring it there. */
export function SuggestionsPage({ model }: { model: ModelCard }) {
  const moment = useSession((session) => session.moment);
  const scope = useView((view) => view.scope);
  const { view } = useWorkstation();
  if (scope === 'recording')
    return (
      <div className="empty-state">
        <p className="muted">Edits are suggested for a moment; the whole recording is in view.</p>
        <Button onPress={() => view.setState({ scope: 'moment' })}>Show the moment</Button>
      </div>
    );
  if (!moment) return <p className="empty-state muted">The moment is being judged.</p>;
  return (
    <div className="page suggestions-page">
      <WishForm model={model} />
      <Outcome model={model} />
    </div>
  );
}

function WishForm({ model }: { model: ModelCard }) {
  const workstation = useWorkstation();
  const { view, suggestions } = workstation;
  const chosen = useView((state) => state.emotion);
  const amount = useSuggestions((state) => state.amount);
  const allowedChange = useSuggestions((state) => state.allowedChange);
  const running = useSuggestions((state) => state.running !== null);
  const emotion = model.emotions.find(({ name }) => name === chosen) ?? model.emotions[0];
  const value = useEmotionNow(emotion?.name ?? '');
  if (!emotion) return <p className="empty-state muted">This model predicts no emotion.</p>;
  return (
    <section className="wish" aria-label="Target">
      <div className="wish-fields">
        <SelectField
          label="Emotion of the moment"
          value={emotion.name}
          onChange={(name) => {
            view.setState({ emotion: name });
            suggestions.setState({ amount: 0 });
          }}
        >
          {model.emotions.map(({ name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="May be heard"
          value={String(allowedChange)}
          onChange={(text) => suggestions.setState({ allowedChange: Number(text) })}
        >
          {ALLOWED.map(({ decibels, label }) => (
            <option key={decibels} value={decibels}>
              {label}
            </option>
          ))}
        </SelectField>
      </div>
      {value === null ? (
        <p className="muted small">Predicting…</p>
      ) : (
        <>
          <div className="wish-target">
            <span>
              Target <strong className="number">{formatSigned(value + amount)}</strong>
            </span>
            <span className="number muted">shift {formatSigned(amount)}</span>
            <Info topic="target" />
          </div>
          <TargetSlider
            label={emotion.label}
            value={value}
            range={emotion.range}
            amount={amount}
            onChange={(next) => suggestions.setState({ amount: next })}
            onRest={() => void suggest(workstation)}
          />
        </>
      )}
      <Button
        look={running ? 'plain' : 'primary'}
        isDisabled={!running && (amount === 0 || value === null)}
        onPress={() => {
          if (running) cancelSuggest(workstation);
          else void suggest(workstation);
        }}
      >
        {running ? 'Cancel' : 'Find edits'}
      </Button>
    </section>
  );
}

/** The emotion's value in the moment with the edits there are, those on trial left out; null while it is not known. */
function useEmotionNow(emotion: string): number | null {
  const before = useSession((session) => session.moment);
  const start = useView((view) => view.moment);
  const edits = useEdits((state) => state);
  const found = useSuggestions((state) => state.list?.[0]?.shift.before);
  if (activeSteps(edits.steps).length === 0) return before?.emotions[emotion] ?? null;
  // While an edit is on trial the shift is that edit's; what it started from is known from the search.
  if (edits.trial.length > 0) return found?.emotions[emotion] ?? null;
  return edits.shiftOf === start ? (edits.shift?.after.emotions[emotion] ?? null) : null;
}

function Outcome({ model }: { model: ModelCard }) {
  const { asked, list, farthest, running, error } = useSuggestions((state) => state);
  const steps = useEdits((edits) => edits.steps);
  if (error)
    return (
      <p className="error-text" role="alert">
        {error}
      </p>
    );
  if (!asked)
    return (
      <div className="empty-state">
        <Icon name="target" />
        <p className="muted">
          Drag the target to where the emotion should go. Mezzo seeks up to five small edits that bring it
          there and predicts each from its rendered sound.
        </p>
      </div>
    );
  const label = model.emotions.find(({ name }) => name === asked.emotion)?.label ?? asked.emotion;
  const stale = steps !== asked.steps;
  return (
    <section className="suggestion-outcome" aria-label="Suggestions" aria-busy={running !== null}>
      <div className="section-head">
        <h3 className="group-title number">
          {label} {formatSigned(asked.amount)}, {formatTime(asked.range[0], 1)} –{' '}
          {formatTime(asked.range[1], 1)}
        </h3>
        <Info topic="audibleChange" />
      </div>
      {running ? <Progress label={running.step} fraction={running.fraction} /> : null}
      <p className="small" role="status">
        {stale
          ? 'The edits have changed since; find edits again.'
          : outcomeText({ asked, list, farthest }, label)}
      </p>
      <ol className="suggestion-list">
        {(stale ? [] : (list ?? [])).map((suggestion) => (
          <SuggestionCard
            key={suggestion.name}
            model={model}
            suggestion={suggestion}
            emotion={asked.emotion}
          />
        ))}
      </ol>
    </section>
  );
}
