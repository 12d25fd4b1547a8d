import { useState } from 'react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { nameTarget, presentTarget } from '../actions/change-edits.ts';
import { presentRange } from '../actions/present-range.ts';
import { refuseCorners, selectRegion, timeRegion } from '../actions/select-region.ts';
import { type SelectionMode, selectSegments } from '../actions/select-segments.ts';
import { regionProblem } from '../edits/region-input.ts';
import type { Region } from '../stores/view.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import type { Workstation } from '../workstation.ts';
import { useExplanation, useSession, useView, useWorkstation } from '../workstation-context.tsx';
import { outlineOf, regionOf } from './outline.ts';
import { printCorners, readCorners, readSegments, round } from './selection-input.ts';

type Kind = 'time' | 'rectangle' | 'outline' | 'segments';

/** What is typed, for every kind; changing the kind loses nothing. */
interface Input {
  readonly kind: Kind;
  readonly t0: number;
  readonly t1: number;
  readonly f0: number;
  readonly f1: number;
  readonly corners: string;
  readonly segments: string;
}

/** Any selection as numbers, in a popover. */
export function SelectionForm() {
  return (
    <DialogTrigger>
      <IconButton icon="hash" label="Type a selection" />
      <Popover className="info-popover selection-form" placement="right top">
        <Dialog className="info-dialog">
          <Heading slot="title">Select by numbers</Heading>
          <Form />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Form() {
  const workstation = useWorkstation();
  const [input, setInput] = useState<Input>(() => startOf(workstation));
  const [tried, setTried] = useState(false);
  const segments = useExplanation((explanation) => explanation.current?.segments);
  const change = (part: Partial<Input>) => {
    setInput({ ...input, ...part });
    setTried(false);
  };
  const act = readInput(input, workstation);
  const select = (mode: SelectionMode) => {
    setTried(true);
    if ('value' in act) act.value(mode);
  };
  return (
    <div className="look-fields">
      <SelectField label="Kind" value={input.kind} onChange={(kind) => change({ kind: kind as Kind })}>
        <option value="time">Time range, all frequencies</option>
        <option value="rectangle">Rectangle</option>
        <option value="outline">Outline</option>
        {segments ? <option value="segments">Segments of the explanation</option> : null}
      </SelectField>
      <Fields input={input} change={change} />
      <div className="selection-buttons">
        <Button look="primary" onPress={() => select('replace')}>
          Select
        </Button>
        <Button onPress={() => select('add')}>Add</Button>
        <Button onPress={() => select('subtract')}>Take away</Button>
      </div>
      <p className={tried && 'problem' in act ? 'error-text small' : 'muted small'} role="status">
        {tried && 'problem' in act ? act.problem : <Present />}
      </p>
    </div>
  );
}

/** What is selected now, in words. */
function Present() {
  const workstation = useWorkstation();
  useView((view) => view.region);
  useExplanation((explanation) => explanation.selected);
  const target = presentTarget(workstation);
  return target ? `Selected: ${nameTarget(target)}` : 'Nothing is selected.';
}

function Fields({ input, change }: { input: Input; change: (part: Partial<Input>) => void }) {
  const duration = useSession((session) => session.track?.duration ?? 0);
  const nyquist = useSession((session) => (session.track?.sampleRate ?? 0) / 2);
  if (input.kind === 'outline' || input.kind === 'segments') {
    const outline = input.kind === 'outline';
    return (
      <label className="field">
        <span className="field-label">
          {outline ? 'Corners, one a line: seconds, hertz' : 'Numbers, as in 3, 7-9'}
        </span>
        <textarea
          className="text-field number"
          rows={outline ? 7 : 2}
          spellCheck={false}
          value={outline ? input.corners : input.segments}
          onChange={({ target: { value } }) => change(outline ? { corners: value } : { segments: value })}
        />
      </label>
    );
  }
  const field = (label: string, unit: 's' | 'Hz', key: 't0' | 't1' | 'f0' | 'f1') => (
    <NumberField
      label={label}
      unit={unit}
      value={input[key]}
      min={0}
      max={unit === 's' ? Math.ceil(duration) : nyquist}
      onCommit={(value) => change({ [key]: value })}
    />
  );
  return (
    <div className="selection-numbers">
      {field('From', 's', 't0')}
      {field('To', 's', 't1')}
      {input.kind === 'rectangle' ? field('Low', 'Hz', 'f0') : null}
      {input.kind === 'rectangle' ? field('High', 'Hz', 'f1') : null}
    </div>
  );
}

/** What the buttons do with the input, or why they cannot. */
function readInput(
  { kind, t0, t1, f0, f1, corners, segments }: Input,
  workstation: Workstation,
): { value: (mode: SelectionMode) => void } | { problem: string } {
  const duration = workstation.session.getState().track?.duration ?? 0;
  const { current } = workstation.explanation.getState();
  const regionAct = (region: Region) => ({
    value: (mode: SelectionMode) => {
      if (!selectRegion(workstation, region, mode)) refuseCorners(workstation);
    },
  });
  if (kind === 'segments') {
    const read = readSegments(segments, new Set(current?.segments.map(({ id }) => id)));
    if ('problem' in read) return read;
    return { value: (mode) => selectSegments(workstation, read.value, mode) };
  }
  if (kind === 'outline') {
    const read = readCorners(corners, duration);
    const region = 'value' in read ? regionOf(read.value) : null;
    return 'problem' in read ? read : regionAct(region!);
  }
  const typed =
    kind === 'time'
      ? timeRegion(workstation, t0, t1)
      : { timeRange: [t0, t1] as const, frequencyRange: [f0, f1] as const };
  const [low, high] = typed.frequencyRange;
  const problem = regionProblem({ t0, t1, f0: low, f1: high, sound: 'all' }, duration);
  if (problem) return { problem };
  return regionAct({ ...typed, timeRange: [t0, Math.min(t1, duration)] });
}

/** The present selection as input; without one, the moment. */
function startOf(workstation: Workstation): Input {
  const { region } = workstation.view.getState();
  const { selected } = workstation.explanation.getState();
  const [t0, t1] = presentRange(workstation);
  const [f0, f1] = region?.frequencyRange ?? [200, 2000];
  const nyquist = (workstation.session.getState().track?.sampleRate ?? 0) / 2;
  const kind: Kind =
    selected.size > 0
      ? 'segments'
      : region?.outline
        ? 'outline'
        : region && (f0 > 0 || f1 < nyquist)
          ? 'rectangle'
          : 'time';
  return {
    kind,
    t0: round(t0, 3),
    t1: round(t1, 3),
    f0: round(f0, 1),
    f1: round(f1, 1),
    corners: region ? printCorners(outlineOf(region)) : '',
    segments: [...selected].sort((a, b) => a - b).join(', '),
  };
}
