import { useEffect, useState } from 'react';
import type { GainDb } from '../../src-preload/contract/domain.ts';
import { commitSteps, makeStep } from '../actions/change-edits.ts';
import { presentRange } from '../actions/present-range.ts';
import { Button } from '../ui/button.tsx';
import { formatDecibels } from '../ui/format.ts';
import { GainField } from '../ui/gain-field.tsx';
import { Icon } from '../ui/icon.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { type RegionInput, regionProblem } from './region-input.ts';

const LOW_HZ = 200;
const HIGH_HZ = 2000;

/** A step over a region given by numbers; it starts from the region on the timeline, else from the moment. */
export function RegionForm() {
  const workstation = useWorkstation();
  const duration = useSession((session) => session.track?.duration ?? 0);
  const sampleRate = useSession((session) => session.track?.sampleRate ?? 0);
  const region = useView((view) => view.region);
  const [input, setInput] = useState<RegionInput>(() => startOf(presentRange(workstation)));
  const [gainDb, setGainDb] = useState<GainDb>(-6);
  const [complement, setComplement] = useState(false);
  useEffect(() => {
    if (region) setInput(startOf(region.timeRange, region.frequencyRange));
  }, [region]);
  const problem = regionProblem(input, duration);
  const highest = sampleRate / 2;
  const add = () => {
    const { t0, t1, f0, f1 } = input;
    const target = {
      kind: 'region',
      timeRange: [t0, Math.min(t1, duration)],
      frequencyRange: [f0, f1],
    } as const;
    const step = makeStep(
      { ...target, timeRange: [...target.timeRange], frequencyRange: [...target.frequencyRange] },
      gainDb,
      complement,
    );
    const { steps } = workstation.edits.getState();
    void commitSteps(workstation, [...steps, step], `${formatDecibels(gainDb)} on ${step.name}`);
    workstation.playback.setState({ side: 'edited' });
  };
  return (
    <details className="disclosure region-form">
      <summary>
        <Icon name="chevron" />
        Add a region by numbers
      </summary>
      <div className="region-grid">
        <NumberField
          label="From"
          unit="s"
          value={input.t0}
          min={0}
          max={round(duration)}
          onCommit={(t0) => setInput({ ...input, t0 })}
        />
        <NumberField
          label="To"
          unit="s"
          value={input.t1}
          min={0}
          max={Math.ceil(duration)}
          onCommit={(t1) => setInput({ ...input, t1 })}
        />
        <NumberField
          label="Low"
          unit="Hz"
          value={input.f0}
          min={0}
          max={highest}
          onCommit={(f0) => setInput({ ...input, f0 })}
        />
        <NumberField
          label="High"
          unit="Hz"
          value={input.f1}
          min={0}
          max={highest}
          onCommit={(f1) => setInput({ ...input, f1 })}
        />
      </div>
      <GainField label="Gain of the region" value={gainDb} onPreview={setGainDb} onCommit={setGainDb} />
      <div className="region-foot">
        <label className="check small">
          <input
            type="checkbox"
            checked={complement}
            onChange={(event) => setComplement(event.target.checked)}
          />
          Everything but this
        </label>
        <Button icon="plus" isDisabled={problem !== null} onPress={add}>
          Add region
        </Button>
      </div>
      <p className="error-text small" role="status">
        {problem ?? ''}
      </p>
    </details>
  );
}

const round = (value: number) => Math.round(value * 1000) / 1000;

const startOf = (
  [t0, t1]: readonly [number, number],
  [f0, f1]: readonly [number, number] = [LOW_HZ, HIGH_HZ],
): RegionInput => ({ t0: round(t0), t1: round(t1), f0: Math.round(f0), f1: Math.round(f1) });
