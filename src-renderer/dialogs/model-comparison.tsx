import { useEffect, useRef, useState } from 'react';
import type { ModelCard, Track } from '../../src-preload/contract/domain.ts';
import { predictWith } from '../actions/compare-models.ts';
import type { Curves } from '../stores/session.ts';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { failureText } from '../workstation.ts';
import { useSession, useWorkstation } from '../workstation-context.tsx';
import { compareCurves } from './compare-curves.ts';
import { ComparisonTable } from './comparison-table.tsx';

/** The model in use and another one on the open recording, beside each other. */
export function ModelComparison() {
  const models = useSession((session) => session.models);
  const model = useSession((session) => session.model);
  const track = useSession((session) => session.track);
  const curves = useSession((session) => session.curves);
  const others = models.filter(({ id, checks }) => id !== model?.id && checks.every(({ passed }) => passed));
  return (
    <section className="comparison" aria-label="Compare two models">
      <h3 className="group-title">Compare on the open recording</h3>
      {model && track && curves && others.length > 0 ? (
        // Another model in use or another recording is another comparison.
        <Comparing
          key={`${model.id} ${track.id}`}
          model={model}
          track={track}
          curves={curves}
          others={others}
        />
      ) : (
        <p className="muted">
          {others.length === 0
            ? 'There is only one model that can judge. Add another one to compare them.'
            : 'Open a recording and wait for its prediction to compare models on it.'}
        </p>
      )}
    </section>
  );
}

interface Props {
  model: ModelCard;
  track: Track;
  curves: Curves;
  others: readonly ModelCard[];
}

type State =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly fraction: number | null }
  | { readonly kind: 'failed'; readonly text: string }
  | { readonly kind: 'done'; readonly other: ModelCard; readonly curves: Curves };

function Comparing({ model, track, curves, others }: Props) {
  const workstation = useWorkstation();
  const [chosen, setChosen] = useState(others[0]!.id);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const other = others.find(({ id }) => id === chosen) ?? others[0]!;
  const compare = async () => {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    const show = (next: State) => {
      if (!signal.aborted) setState(next);
    };
    show({ kind: 'running', fraction: null });
    try {
      const onProgress = (fraction: number) => show({ kind: 'running', fraction });
      const found = await predictWith(workstation, other.id, { signal, onProgress });
      show(found ? { kind: 'done', other, curves: found } : { kind: 'idle' });
    } catch (cause) {
      const text = failureText(cause);
      show(text === null ? { kind: 'idle' } : { kind: 'failed', text });
    }
  };
  const cancel = () => {
    running.current?.abort();
    setState({ kind: 'idle' });
  };
  return (
    <>
      <div className="comparison-form">
        <SelectField label={`${model.name} with`} value={other.id} onChange={setChosen}>
          {others.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {state.kind === 'running' ? (
          <Button onPress={cancel}>Cancel</Button>
        ) : (
          <Button onPress={() => void compare()}>Compare</Button>
        )}
      </div>
      <div aria-live="polite">
        {state.kind === 'running' ? (
          <Progress label={`${other.name} listens to ${track.name}`} fraction={state.fraction} />
        ) : null}
        {state.kind === 'failed' ? <p className="error-text">{state.text}</p> : null}
        {state.kind === 'done' ? (
          <ComparisonTable
            comparison={compareCurves(curves, state.curves)}
            first={model}
            second={state.other}
            recording={track.name}
          />
        ) : null}
      </div>
    </>
  );
}
