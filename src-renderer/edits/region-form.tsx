import { useEffect, useState } from 'react';
import type { EditStep, EditTarget, GainDb } from '../../src-preload/contract/domain.ts';
import { commitSteps, makeStep } from '../actions/change-edits.ts';
import { presentRange } from '../actions/present-range.ts';
import type { Corner } from '../stores/view.ts';
import { printCorners, readCorners } from '../timeline/selection-input.ts';
import { Button } from '../ui/button.tsx';
import { formatDecibels } from '../ui/format.ts';
import { GainField } from '../ui/gain-field.tsx';
import { Icon } from '../ui/icon.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { CornersField } from './corners-field.tsx';
import {
  asFilter,
  asRegion,
  type Filter,
  type RegionInput,
  regionProblem,
  type Sound,
  targetOf,
} from './region-input.ts';

/** A step over a region given by numbers; it starts from the region on the timeline, else from the moment. */
export function RegionForm() {
  const workstation = useWorkstation();
  const duration = useSession((session) => session.track?.duration ?? 0);
  const highest = useSession((session) => session.track?.sampleRate ?? 0) / 2;
  const region = useView((view) => view.region);
  const [input, setInput] = useState<RegionInput>(() => asRegion(presentRange(workstation)));
  const [gainDb, setGainDb] = useState<GainDb>(-6);
  const [complement, setComplement] = useState(false);
  const [shape, setShape] = useState<'box' | 'outline'>('box');
  const [corners, setCorners] = useState('');
  const [fade, setFade] = useState<EditStep['fade']>(undefined);
  useEffect(() => {
    if (!region) return;
    setInput((now) => asRegion(region.timeRange, region.frequencyRange, now.sound));
    setShape(region.outline ? 'outline' : 'box');
    if (region.outline) setCorners(printCorners(region.outline));
  }, [region]);
  const ofSource = input.sound !== 'all';
  const outline = shape === 'outline' && !ofSource ? readCorners(corners, duration) : null;
  const problem = outline ? ('problem' in outline ? outline.problem : null) : regionProblem(input, duration);
  const add = () => {
    const target: EditTarget =
      outline && 'value' in outline
        ? { kind: 'lasso', points: outline.value.map(([time, hertz]) => [time, hertz]) }
        : targetOf(input, duration);
    const step = makeStep(target, gainDb, {
      complement,
      fade,
    });
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
      <div className="region-choices">
        <SelectField
          label="Of the sound"
          value={input.sound}
          onChange={(sound) => setInput({ ...input, sound: sound as Sound })}
        >
          <option value="all">All of it</option>
          <option value="percussive">What strikes</option>
          <option value="harmonic">What lasts</option>
        </SelectField>
        {ofSource ? null : (
          <SelectField
            label="Shape"
            value={shape}
            onChange={(next) => {
              setShape(next as typeof shape);
              if (next === 'outline' && corners === '') setCorners(printCorners(boxOf(input)));
            }}
          >
            <option value="box">Rectangle</option>
            <option value="outline">Outline</option>
          </SelectField>
        )}
        <SelectField
          label="Over time"
          value={fade ?? 'holds'}
          onChange={(kind) => setFade(kind === 'in' || kind === 'out' ? kind : undefined)}
        >
          <option value="holds">Holds</option>
          <option value="in">Fades in</option>
          <option value="out">Fades out</option>
        </SelectField>
        <SelectField
          label="Start from"
          value=""
          onChange={(filter) => {
            setShape('box');
            setInput(asFilter(input, filter as Filter, highest));
            setGainDb(null);
          }}
        >
          <option value="">These numbers</option>
          <option value="low-cut">Low cut</option>
          <option value="high-cut">High cut</option>
          <option value="hum">Mains hum</option>
        </SelectField>
      </div>
      {outline ? (
        <CornersField value={corners} onChange={setCorners} />
      ) : (
        <RegionNumbers input={input} onChange={setInput} duration={duration} highest={highest} />
      )}
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

/** The corners of a rectangle. */
const boxOf = ({ t0, t1, f0, f1 }: RegionInput): Corner[] => [
  [t0, f0],
  [t1, f0],
  [t1, f1],
  [t0, f1],
];

interface NumbersProps {
  input: RegionInput;
  onChange: (input: RegionInput) => void;
  duration: number;
  highest: number;
}

/** Bounds in time and, unless it is about a sound source, in frequency. */
function RegionNumbers({ input, onChange, duration, highest }: NumbersProps) {
  const field = (label: string, unit: string, name: 't0' | 't1' | 'f0' | 'f1', max: number) => (
    <NumberField
      label={label}
      unit={unit}
      value={input[name]}
      min={0}
      max={max}
      onCommit={(value) => onChange({ ...input, [name]: value })}
    />
  );
  return (
    <div className="region-grid">
      {field('From', 's', 't0', Math.round(duration * 1000) / 1000)}
      {field('To', 's', 't1', Math.ceil(duration))}
      {input.sound === 'all' ? (
        <>
          {field('Low', 'Hz', 'f0', highest)}
          {field('High', 'Hz', 'f1', highest)}
        </>
      ) : null}
    </div>
  );
}
