import { chooseOutput } from '../actions/output-device.ts';
import { findOutput } from '../playback/output-access.ts';
import type { Outputs } from '../stores/outputs.ts';
import { SelectField } from '../ui/select-field.tsx';
import { useOutputs, useWorkstation } from '../workstation-context.tsx';

/** Where sound goes: the system's output, or one of the machine's. */
export function OutputChoice() {
  const workstation = useWorkstation();
  const outputs = useOutputs();
  const { supported, devices, wanted, used } = outputs;
  const choose = (id: string) => {
    const device = devices.find((one) => one.id === id) ?? null;
    void chooseOutput(workstation, device);
  };
  const absent = findOutput(wanted, devices) ? null : wanted;
  return (
    <div className="output-choice">
      <SelectField
        label="Sound output"
        value={used?.id ?? absent?.id ?? ''}
        isDisabled={!supported}
        onChange={choose}
      >
        <option value="">System output</option>
        {absent ? (
          <option value={absent.id} disabled>
            {absent.label}
          </option>
        ) : null}
        {devices.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </SelectField>
      <p className="muted small" role="status">
        {noteOn(outputs)}
      </p>
    </div>
  );
}

function noteOn({ supported, devices, wanted, used }: Outputs): string {
  if (!supported) return 'This browser plays through the system’s output only; choose another one there.';
  if (wanted && !used) return `“${wanted.label}” cannot be used now; sound goes to the system’s output.`;
  if (devices.length === 0)
    return 'The browser names no other outputs to this page; choose one in the system.';
  return '';
}
