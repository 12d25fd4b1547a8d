import { useEffect, useState } from 'react';

interface Props {
  label: string;
  value: number;
  min: number;
  max: number;
  /** Whole numbers only. */
  whole?: boolean;
  unit?: string;
  onCommit: (value: number) => void;
}

/** A typed number with its unit, taken on Enter or when the field is left; what is no number in the range is marked and not taken. */
export function NumberField({ label, value, min, max, whole = false, unit, onCommit }: Props) {
  const [text, setText] = useState(String(value));
  useEffect(() => setText(String(value)), [value]);
  const parsed = Number(text.replace(',', '.'));
  const valid = text.trim() !== '' && parsed >= min && parsed <= max && (!whole || Number.isInteger(parsed));
  const commit = () => {
    if (valid) onCommit(parsed);
    else setText(String(value));
  };
  return (
    <label className="field">
      <span className="field-label">
        {label}
        {unit ? ` (${unit})` : ''}
      </span>
      <input
        className="text-field number"
        type="text"
        inputMode="decimal"
        aria-invalid={!valid}
        title={`${min} to ${max.toLocaleString('en')}${unit ? ` ${unit}` : ''}`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit();
        }}
      />
    </label>
  );
}
