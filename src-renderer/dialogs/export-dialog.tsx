import { useEffect, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { AudioFormat } from '../../src-preload/contract/contract.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { nameTarget, presentTarget } from '../actions/change-edits.ts';
import { cancelExport, type Exported, type ExportWhat, exportAudio } from '../actions/export-audio.ts';
import { activeSteps } from '../stores/edits.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Progress } from '../ui/progress.tsx';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { exportName } from './export-name.ts';

const FORMATS: readonly (readonly [AudioFormat, string, string])[] = [
  ['wav24', 'WAV, 24 bit', 'Plays everywhere; more detail than any recording needs.'],
  ['wav16', 'WAV, 16 bit', 'As on a CD; the smallest WAV.'],
  ['wav32f', 'WAV, 32-bit float', 'Keeps peaks above full scale; for further work in an audio program.'],
  ['flac', 'FLAC, 24 bit', 'As exact as WAV at about half its size.'],
];

/** Writes the track to a file: what, in which format, with progress and cancel. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const edited = useEdits((edits) => activeSteps(edits.steps).length > 0);
  const target = presentTarget(workstation);
  const [what, setWhat] = useState<ExportWhat>(edited ? 'edited' : 'original');
  const [format, setFormat] = useState<AudioFormat>('wav24');
  const [fraction, setFraction] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Exported | string | null>(null);
  useEffect(() => () => cancelExport(workstation), [workstation]);
  const name = exportName(trackName, what, format);
  const start = async () => {
    setOutcome(null);
    setFraction(0);
    try {
      setOutcome(await exportAudio(workstation, { what, format, name }, setFraction));
    } catch (cause) {
      const { code, message } = MezzoError.from(cause);
      setOutcome(code === 'cancelled' ? 'Cancelled; no file was written.' : message);
    }
    setFraction(null);
  };
  const running = fraction !== null;
  return (
    <Modal
      title="Export audio"
      onClose={onClose}
      foot={
        <>
          <Button
            key={running ? 'cancel' : 'close'}
            autoFocus={running || outcome !== null}
            onPress={running ? () => cancelExport(workstation) : onClose}
          >
            {running ? 'Cancel' : 'Close'}
          </Button>
          <Button look="primary" icon="export" isDisabled={running} onPress={() => void start()}>
            Export
          </Button>
        </>
      }
    >
      <Choice
        label="What"
        value={what}
        disabled={running}
        onChange={setWhat}
        options={[
          [
            'edited',
            'The edited recording',
            edited ? 'With all steps that are not bypassed.' : 'Nothing is edited yet.',
            edited,
          ],
          ['original', 'The original recording', 'As it came, in another format if you like.', true],
          [
            'only',
            'Only the selection',
            target ? `${nameTarget(target)}, all else silent.` : 'Select segments or a region first.',
            target !== null,
          ],
          [
            'without',
            'All but the selection',
            target ? `Without ${nameTarget(target)}.` : 'Select segments or a region first.',
            target !== null,
          ],
        ]}
      />
      <Choice
        label="Format"
        value={format}
        disabled={running}
        onChange={setFormat}
        options={FORMATS.map(([id, title, text]) => [id, title, text, true] as const)}
      />
      <p className="muted ellipsis" title={name}>
        {name}
      </p>
      <div className="export-outcome">
        {running ? <Progress label="Writing" fraction={fraction} /> : null}
        <Outcome outcome={outcome} />
      </div>
    </Modal>
  );
}

function Outcome({ outcome }: { outcome: Exported | string | null }) {
  if (typeof outcome === 'string') {
    return (
      <p className="error-text" role="alert">
        {outcome}
      </p>
    );
  }
  return (
    <div role="status">
      {outcome ? (
        <p>
          {outcome.path ? `Written to ${outcome.path}` : `Downloaded ${outcome.name}`},{' '}
          <span className="number">{formatBytes(outcome.bytes)}</span>.
          {outcome.warning ? <span className="warning"> {outcome.warning}</span> : null}
        </p>
      ) : null}
    </div>
  );
}

interface ChoiceProps<Id extends string> {
  label: string;
  value: Id;
  disabled: boolean;
  onChange: (id: Id) => void;
  /** Id, title, explanation, and whether it can be chosen now. */
  options: readonly (readonly [Id, string, string, boolean])[];
}

function Choice<Id extends string>({ label, value, disabled, onChange, options }: ChoiceProps<Id>) {
  return (
    <RadioGroup
      className="choice"
      aria-label={label}
      value={value}
      isDisabled={disabled}
      onChange={(next) => {
        const found = options.find(([id]) => id === next);
        if (found) onChange(found[0]);
      }}
    >
      <span className="group-title">{label}</span>
      {options.map(([id, title, text, can]) => (
        <Radio key={id} value={id} isDisabled={!can} className="choice-option">
          <span className="choice-dot" aria-hidden="true" />
          <span>
            {title}
            <span className="choice-text">{text}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  );
}
