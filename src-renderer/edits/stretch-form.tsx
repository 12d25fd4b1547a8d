import { useEffect, useState } from 'react';
import { addStretchChange, type StretchChange } from '../actions/change-edits.ts';
import { presentRange } from '../actions/present-range.ts';
import { Button } from '../ui/button.tsx';
import type { Topic } from '../ui/glossary.ts';
import { Icon } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { type NumberScale, ScaleField } from '../ui/scale-field.tsx';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { asRegion, timeProblem } from './region-input.ts';

/** What can be changed over a stretch of time as a whole, and how the form says it. */
export interface StretchKind {
  readonly title: string;
  /** `Pitch of the stretch`. */
  readonly label: string;
  readonly add: string;
  readonly scale: NumberScale;
  /** What the form starts from. */
  readonly usual: number;
  /** Why the neutral value cannot be added. */
  readonly idle: string;
  readonly note: string;
  readonly topic: Topic;
  changeBy(value: number): StretchChange;
}

interface Props {
  kind: StretchKind;
  /** More about a stretch (s) with a value, in a few words. */
  readOut?: (timeRange: readonly [number, number], value: number) => string | null;
}

/** A step over a stretch of time; it starts from the region on the timeline, else from the moment. */
export function StretchForm({ kind, readOut }: Props) {
  const workstation = useWorkstation();
  const duration = useSession((session) => session.track?.duration ?? 0);
  const region = useView((view) => view.region);
  const [stretch, setStretch] = useState(() => stretchOf(presentRange(workstation)));
  const [value, setValue] = useState(kind.usual);
  useEffect(() => {
    if (region) setStretch(stretchOf(region.timeRange));
  }, [region]);
  const problem = timeProblem(stretch, duration) ?? (value === kind.scale.neutral ? kind.idle : null);
  const timeRange = [stretch.t0, Math.min(stretch.t1, duration)] as const;
  const more = problem === null ? readOut?.(timeRange, value) : null;
  return (
    <details className="disclosure region-form" aria-label={kind.title}>
      <summary>
        <Icon name="chevron" />
        {kind.title}
      </summary>
      <div className="stretch-row">
        <NumberField
          label="Start"
          unit="s"
          value={stretch.t0}
          min={0}
          max={Math.round(duration * 1000) / 1000}
          onCommit={(t0) => setStretch({ ...stretch, t0 })}
        />
        <NumberField
          label="End"
          unit="s"
          value={stretch.t1}
          min={0}
          max={Math.ceil(duration)}
          onCommit={(t1) => setStretch({ ...stretch, t1 })}
        />
        <Button
          icon="plus"
          isDisabled={problem !== null}
          onPress={() => addStretchChange(workstation, timeRange, kind.changeBy(value))}
        >
          {kind.add}
        </Button>
      </div>
      <ScaleField scale={kind.scale} label={kind.label} value={value} onCommit={setValue} />
      {more ? <p className="stretch-more small number">{more}</p> : null}
      <div className="stretch-note">
        <p className="muted small">{kind.note}</p>
        <Info topic={kind.topic} />
      </div>
      <p className="error-text small" role="status">
        {problem ?? ''}
      </p>
    </details>
  );
}

function stretchOf(range: readonly [number, number]): { t0: number; t1: number } {
  const { t0, t1 } = asRegion(range);
  return { t0, t1 };
}
