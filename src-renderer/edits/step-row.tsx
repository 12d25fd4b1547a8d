import type { EditStep } from '../../src-preload/contract/domain.ts';
import { commitSteps, nameTarget, previewSteps } from '../actions/change-edits.ts';
import { IconButton, Toggle } from '../ui/button.tsx';
import { formatDecibels, formatSemitones, formatTempo, labelOf } from '../ui/format.ts';
import { GainField } from '../ui/gain-field.tsx';
import { pitchScale } from '../ui/pitch-scale.ts';
import { ScaleField } from '../ui/scale-field.tsx';
import { tempoScale } from '../ui/tempo-scale.ts';
import { useExplanation, useWorkstation } from '../workstation-context.tsx';
import { changeStep, duplicateStep, moveStep, removeStep } from './step-list.ts';
import { StepName } from './step-name.tsx';
import { StepTarget } from './step-target.tsx';

interface Props {
  step: EditStep;
  first: boolean;
  last: boolean;
  /** Called after the step was removed, to put the focus somewhere. */
  onRemoved: () => void;
}

/** One step: its name, what it changes, what it acts on, and what can be done with it. Every change is one step of undo. */
export function StepRow({ step, first, last, onRemoved }: Props) {
  const workstation = useWorkstation();
  const { id, name, bypassed } = step;
  const now = () => workstation.edits.getState().steps;
  const commit = (steps: readonly EditStep[], label: string) => void commitSteps(workstation, steps, label);
  return (
    <li className={bypassed ? 'step step-bypassed' : 'step'} aria-label={name}>
      <div className="step-head">
        <Toggle
          icon="bypass"
          label={bypassed ? `Bypassed: use ${name} again` : `Bypass ${name}`}
          isSelected={bypassed}
          onChange={(on) =>
            commit(changeStep(now(), id, { bypassed: on }), `${on ? 'Bypass' : 'Use'} ${name}`)
          }
        />
        <StepName
          name={name}
          onRename={(next) => commit(changeStep(now(), id, { name: next }), `Rename to ${next}`)}
        />
        <IconButton
          icon="up"
          label={`Move ${name} up`}
          isDisabled={first}
          onPress={() => commit(moveStep(now(), id, -1), `Move ${name} up`)}
        />
        <IconButton
          icon="down"
          label={`Move ${name} down`}
          isDisabled={last}
          onPress={() => commit(moveStep(now(), id, 1), `Move ${name} down`)}
        />
        <IconButton
          icon="copy"
          label={`Duplicate ${name}`}
          onPress={() => commit(duplicateStep(now(), id, crypto.randomUUID()), `Duplicate ${name}`)}
        />
        <IconButton
          icon="trash"
          label={`Remove ${name}`}
          onPress={() => {
            commit(removeStep(now(), id), `Remove ${name}`);
            onRemoved();
          }}
        />
      </div>
      <StepChange step={step} now={now} commit={commit} />
      <TargetText step={step} />
      <StepTarget step={step} />
    </li>
  );
}

interface ChangeProps {
  step: EditStep;
  now: () => readonly EditStep[];
  commit: (steps: readonly EditStep[], label: string) => void;
}

/** What the step does to its target: another pitch, another tempo, or a gain. */
function StepChange({ step: { id, name, gainDb, semitones, tempo }, now, commit }: ChangeProps) {
  const workstation = useWorkstation();
  if (semitones !== undefined)
    return (
      <ScaleField
        scale={pitchScale}
        label={`Pitch of ${name}`}
        value={semitones}
        onCommit={(by) =>
          commit(changeStep(now(), id, { semitones: by }), `${formatSemitones(by)} on ${name}`)
        }
      />
    );
  if (tempo !== undefined)
    return (
      <ScaleField
        scale={tempoScale}
        label={`Tempo of ${name}`}
        value={tempo}
        onCommit={(to) => commit(changeStep(now(), id, { tempo: to }), `${formatTempo(to)} tempo on ${name}`)}
      />
    );
  return (
    <GainField
      label={`Gain of ${name}`}
      value={gainDb}
      onPreview={(gain) => previewSteps(workstation, changeStep(now(), id, { gainDb: gain }))}
      onCommit={(gain) =>
        commit(changeStep(now(), id, { gainDb: gain }), `${formatDecibels(gain)} on ${name}`)
      }
    />
  );
}

/** What the step acts on, and where it comes from. */
function TargetText({ step: { name, target, complement, bypassed } }: { step: EditStep }) {
  const past = useExplanation((explanation) => explanation.past);
  const source = target.kind === 'segments' ? past.find(({ id }) => id === target.explanationId) : undefined;
  const parts = [
    complement
      ? `All but ${nameTarget(target)}`
      : name.endsWith(nameTarget(target))
        ? ''
        : nameTarget(target),
    source ? `Explanation of ${labelOf(source.feature).toLowerCase()}` : '',
    bypassed ? 'Bypassed' : '',
  ];
  const text = parts.filter(Boolean).join(' · ');
  return text ? <p className="muted small">{text}</p> : null;
}
