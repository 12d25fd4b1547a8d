import { type ReactNode, useState } from 'react';
import type { EditStep, EditTarget } from '../../src-preload/contract/domain.ts';
import { commitSteps, withTarget } from '../actions/change-edits.ts';
import { printCorners, readCorners } from '../timeline/selection-input.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { useSession, useWorkstation } from '../workstation-context.tsx';
import { CornersField } from './corners-field.tsx';
import { asRegion, regionProblem, timeProblem } from './region-input.ts';

/** The bounds or corners of a step as numbers that can be changed, folded away at first. Segments have none of their own. */
export function StepTarget({ step }: { step: EditStep }) {
  const [open, setOpen] = useState(false);
  const { target } = step;
  if (target.kind === 'segments') return null;
  return (
    <details
      className="disclosure step-target"
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary aria-label={`Where ${step.name} acts, as numbers`}>
        <Icon name="chevron" />
        {target.kind === 'lasso' ? `${target.points.length} corners` : 'Numbers'}
      </summary>
      {!open ? null : target.kind === 'lasso' ? (
        <Corners key={printCorners(target.points)} step={step} points={target.points} />
      ) : (
        <Bounds step={step} target={target} />
      )}
    </details>
  );
}

/** Makes a step act on another target, as one step of undo. */
function useRetarget(step: EditStep): (target: EditTarget) => void {
  const workstation = useWorkstation();
  return (target) => {
    const { steps } = workstation.edits.getState();
    const changed = steps.map((one) => (one.id === step.id ? withTarget(one, target) : one));
    void commitSteps(workstation, changed, `Change where ${step.name} acts`);
  };
}

type Outline = Extract<EditTarget, { kind: 'lasso' }>;

function Corners({ step, points }: { step: EditStep; points: Outline['points'] }) {
  const duration = useSession((session) => session.track?.duration ?? 0);
  const change = useRetarget(step);
  const before = printCorners(points);
  const [text, setText] = useState(before);
  const read = readCorners(text, duration);
  return (
    <>
      <CornersField value={text} onChange={setText} />
      <StepFoot problem={'problem' in read ? read.problem : null}>
        <Button isDisabled={text === before} onPress={() => setText(before)}>
          Put back
        </Button>
        <Button
          isDisabled={text === before || 'problem' in read}
          onPress={() => {
            if ('value' in read)
              change({ kind: 'lasso', points: read.value.map(([time, hertz]) => [time, hertz]) });
          }}
        >
          Take these corners
        </Button>
      </StepFoot>
    </>
  );
}

function Bounds({
  step,
  target,
}: {
  step: EditStep;
  target: Exclude<EditTarget, Outline | { kind: 'segments' }>;
}) {
  const duration = useSession((session) => session.track?.duration ?? 0);
  const highest = useSession((session) => session.track?.sampleRate ?? 0) / 2;
  const change = useRetarget(step);
  const [problem, setProblem] = useState<string | null>(null);
  const { frequencyRange } = target.kind === 'region' ? target : { frequencyRange: undefined };
  const input = asRegion(target.timeRange, frequencyRange, frequencyRange ? 'all' : 'percussive');
  const field = (label: string, unit: 's' | 'Hz', key: 't0' | 't1' | 'f0' | 'f1') => (
    <NumberField
      label={label}
      unit={unit}
      value={input[key]}
      min={0}
      max={unit === 's' ? Math.ceil(duration) : highest}
      onCommit={(value) => {
        if (value === input[key]) return;
        const next = { ...input, [key]: value };
        const refused = target.kind === 'time' ? timeProblem(next, duration) : regionProblem(next, duration);
        setProblem(refused);
        if (refused !== null) return;
        const timeRange: [number, number] = [next.t0, Math.min(next.t1, duration)];
        change(
          target.kind === 'region'
            ? {
                ...target,
                timeRange,
                frequencyRange: unit === 'Hz' ? [next.f0, next.f1] : target.frequencyRange,
              }
            : { ...target, timeRange },
        );
      }}
    />
  );
  return (
    <>
      <div className="region-grid">
        {field('From', 's', 't0')}
        {field('To', 's', 't1')}
        {frequencyRange ? field('Low', 'Hz', 'f0') : null}
        {frequencyRange ? field('High', 'Hz', 'f1') : null}
      </div>
      <StepFoot problem={problem} />
    </>
  );
}

function StepFoot({ problem, children }: { problem: string | null; children?: ReactNode }) {
  return (
    <>
      <p className="error-text small" role="status">
        {problem ?? ''}
      </p>
      {children ? <div className="step-target-foot">{children}</div> : null}
    </>
  );
}
