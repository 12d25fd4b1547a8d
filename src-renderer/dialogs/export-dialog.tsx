import { useEffect, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import type { ExportFormat } from '../../src-preload/contract/domain.ts';
import { MezzoError } from '../../src-preload/contract/errors.ts';
import { nameTarget, presentTarget } from '../actions/change-edits.ts';
import { cancelExport, type Exported, type ExportWhat, exportAudio } from '../actions/export-audio.ts';
import { activeSteps } from '../stores/edits.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { Modal } from '../ui/modal.tsx';
import { Progress } from '../ui/progress.tsx';
import { report } from '../workstation.ts';
import { useEdits, useSession, useWorkstation } from '../workstation-context.tsx';
import { exportName } from './export-name.ts';

/** Writes the track to a file: what, in which format, with progress and cancel. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const workstation = useWorkstation();
  const trackName = useSession((session) => session.track?.name ?? '');
  const edited = useEdits((edits) => activeSteps(edits.steps).length > 0);
  const target = presentTarget(workstation);
  const [what, setWhat] = useState<ExportWhat>(edited ? 'edited' : 'original');
  const bitDepth = useSession((session) => session.track?.bitDepth ?? null);
  const formats = useExportFormats();
  const [chosen, setChosen] = useState<string | null>(null);
  const format = formats.find(({ name }) => name === chosen) ?? fullQuality(formats, bitDepth);
  const [fraction, setFraction] = useState<number | null>(null);
  const [outcome, setOutcome] = useState<Exported | string | null>(null);
  useEffect(() => () => cancelExport(workstation), [workstation]);
  const name = exportName(trackName, what, format?.ending ?? '');
  const start = async () => {
    if (!format) return;
    setOutcome(null);
    setFraction(0);
    try {
      setOutcome(await exportAudio(workstation, { what, format: format.name, name }, setFraction));
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
          <Button look="primary" icon="export" isDisabled={running || !format} onPress={() => void start()}>
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
        value={format?.name ?? ''}
        disabled={running}
        onChange={setChosen}
        options={formats.map(({ name, label, detail }) => [name, label, detail, true] as const)}
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

/** What the engine can write; none until it has said so. */
function useExportFormats(): readonly ExportFormat[] {
  const workstation = useWorkstation();
  const [formats, setFormats] = useState<readonly ExportFormat[]>([]);
  useEffect(() => {
    workstation.engine.exports.formats().then(setFormats, (cause) => report(workstation, cause));
  }, [workstation]);
  return formats;
}

/** The default, or the first with as many bits as the original where that has more. */
function fullQuality(formats: readonly ExportFormat[], bitDepth: number | null): ExportFormat | undefined {
  const [usual] = formats;
  return formats.find(({ bits }) => bits >= Math.max(usual?.bits ?? 0, bitDepth ?? 0)) ?? usual;
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
