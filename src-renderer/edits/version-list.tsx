import { useEffect, useState } from 'react';
import type { ModelCard, NamedValues, Version } from '../../src-preload/contract/domain.ts';
import {
  compareWith,
  keepVersion,
  removeVersion,
  renameVersion,
  restoreVersion,
} from '../actions/versions.ts';
import { ActionButton } from '../app/action-button.tsx';
import { activeSteps } from '../stores/edits.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatSigned } from '../ui/format.ts';
import { Info } from '../ui/info.tsx';
import { useEdits, usePlayback, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { StepName } from './step-name.tsx';

/** Versions of the edits kept to compare: what each is heard as in this moment; any can be side A, or be gone back to. */
export function VersionList() {
  const versions = useEdits((edits) => edits.versions);
  const steps = useEdits((edits) => edits.steps);
  const model = useSession((session) => session.model);
  const values = useVersionValues(versions);
  const shown = useShownEmotions(model);
  return (
    <section className="versions" aria-label="Versions">
      <div className="section-head">
        <h3 className="group-title">Versions</h3>
        <Info topic="version" />
        <span className="spacer" />
        <ActionButton action={keepVersion} icon="plus" enabled={steps.length > 0} />
      </div>
      {versions.length === 0 ? (
        <p className="muted small">
          Keep the edits as a version to compare it later with others, by ear and by what is predicted.
        </p>
      ) : (
        <table className="version-table">
          <thead>
            <tr>
              <th scope="col">In this moment</th>
              {shown.map(({ name, label }) => (
                <th key={name} scope="col" className="number">
                  {label}
                </th>
              ))}
              <th scope="col">
                <span className="visually-hidden">What can be done</span>
              </th>
            </tr>
          </thead>
          <tbody>
            <OriginalRow shown={shown} />
            {versions.map((version) => (
              <VersionRow
                key={version.id}
                version={version}
                shown={shown}
                values={values.get(version.id) ?? null}
              />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

type Shown = ModelCard['emotions'];

/** The chosen emotion and the first other one. */
function useShownEmotions(model: ModelCard | null): Shown {
  const chosen = useView((view) => view.emotion);
  const emotions = model?.emotions ?? [];
  const first = emotions.find(({ name }) => name === chosen) ?? emotions[0];
  const second = emotions.find(({ name }) => name !== first?.name);
  return [first, second].filter((one) => one !== undefined);
}

function OriginalRow({ shown }: { shown: Shown }) {
  const workstation = useWorkstation();
  const moment = useSession((session) => session.moment);
  const isReference = usePlayback((playback) => playback.reference === null);
  return (
    <tr aria-current={isReference ? 'true' : undefined}>
      <th scope="row">Original</th>
      <Values shown={shown} values={moment?.emotions ?? null} />
      <td className="version-actions">
        <Side name="Original" isReference={isReference} onPress={() => compareWith(workstation, null)} />
      </td>
    </tr>
  );
}

function VersionRow({
  version,
  shown,
  values,
}: {
  version: Version;
  shown: Shown;
  values: NamedValues | null;
}) {
  const workstation = useWorkstation();
  const { id, name } = version;
  const isReference = usePlayback((playback) => playback.reference?.id === id);
  return (
    <tr aria-current={isReference ? 'true' : undefined}>
      <th scope="row">
        <StepName name={name} onRename={(next) => void renameVersion(workstation, id, next)} />
      </th>
      <Values shown={shown} values={values} />
      <td className="version-actions">
        <Side name={name} isReference={isReference} onPress={() => compareWith(workstation, version)} />
        <IconButton
          icon="undo"
          label={`Go to ${name}`}
          onPress={() => restoreVersion(workstation, version)}
        />
        <IconButton
          icon="trash"
          label={`Remove ${name}`}
          onPress={() => void removeVersion(workstation, id)}
        />
      </td>
    </tr>
  );
}

function Side({ name, isReference, onPress }: { name: string; isReference: boolean; onPress: () => void }) {
  return (
    <Button
      look={isReference ? 'primary' : 'quiet'}
      aria-label={isReference ? `${name} is side A` : `Hear ${name} as side A`}
      aria-pressed={isReference}
      onPress={onPress}
    >
      A
    </Button>
  );
}

const Values = ({ shown, values }: { shown: Shown; values: NamedValues | null }) =>
  shown.map(({ name }) => (
    <td key={name} className="number">
      {values?.[name] === undefined ? '–' : formatSigned(values[name])}
    </td>
  ));

/** What the model predicts of each version in the chosen moment, by the version's id, as it comes in. */
function useVersionValues(versions: readonly Version[]): ReadonlyMap<string, NamedValues> {
  const { engine } = useWorkstation();
  const trackId = useSession((session) => session.track?.id);
  const modelId = useSession((session) => session.model?.id);
  const start = useView((view) => view.moment);
  const judged = useSession((session) => session.moment !== null);
  const [values, setValues] = useState<ReadonlyMap<string, NamedValues>>(new Map());
  useEffect(() => {
    if (!trackId || !judged) return;
    const stop = new AbortController();
    setValues(new Map());
    void (async () => {
      for (const { id, steps } of versions) {
        const audio = { trackId, steps: activeSteps(steps) };
        const asked = { audio, start, ...(modelId ? { modelId } : {}) };
        // A version whose explanation was removed has no value; the dash says so.
        const judgement = await engine.predictions.moment(asked, { signal: stop.signal }).catch(() => null);
        if (stop.signal.aborted) return;
        if (judgement) setValues((before) => new Map(before).set(id, judgement.emotions));
      }
    })();
    return () => stop.abort();
  }, [engine, trackId, modelId, start, judged, versions]);
  return values;
}
