import type { ReactNode } from 'react';

interface Props {
  label: string;
  value: string;
  isDisabled?: boolean;
  onChange: (value: string) => void;
  /** `option` and `optgroup` elements. */
  children: ReactNode;
}

/** A choice of one among several, with its label above. */
export function SelectField({ label, value, isDisabled = false, onChange, children }: Props) {
  return (
    <label className="field">
      <span className="field-label">{label}</span>
      <select
        className="text-field"
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.value)}
      >
        {children}
      </select>
    </label>
  );
}
