import { useEffect, useState } from 'react';
import { addPitchChange } from '../actions/change-edits.ts';
import { presentRange } from '../actions/present-range.ts';
import { Button } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Info } from '../ui/info.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { PitchField } from '../ui/pitch-field.tsx';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { asRegion, timeProblem } from './region-input.ts';

/** A step that moves the pitch of a stretch of time; it starts from the region on the timeline, else from the moment. */
export function PitchForm() {
  const workstation = useWorkstation();
  const duration = useSession((session) => session.track?.duration ?? 0);
  const region = useView((view) => view.region);
  const [stretch, setStretch] = useState(() => stretchOf(presentRange(workstation)));
  const [semitones, setSemitones] = useState(2);
  useEffect(() => {
    if (region) setStretch(stretchOf(region.timeRange));
  }, [region]);
  const problem =
    timeProblem(stretch, duration) ?? (semitones === 0 ? 'Choose how far the pitch should move.' : null);
  return (
    <details className="disclosure region-form">
      <summary>
        <Icon name="chevron" />
        Move the pitch of a stretch
      </summary>
      <div className="pitch-row">
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
          onPress={() => addPitchChange(workstation, [stretch.t0, Math.min(stretch.t1, duration)], semitones)}
        >
          Add pitch
        </Button>
      </div>
      <PitchField label="Pitch of the stretch" value={semitones} onCommit={setSemitones} />
      <div className="pitch-note">
        <p className="muted small">
          The speed stays. Steps above act before, steps below on the moved sound.
        </p>
        <Info topic="pitch" />
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
