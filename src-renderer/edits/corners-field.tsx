interface Props {
  value: string;
  onChange: (value: string) => void;
}

/** The corners of an outline as text. */
export function CornersField({ value, onChange }: Props) {
  return (
    <label className="field corners-field">
      <span className="field-label">Corners, one a line: seconds, hertz</span>
      <textarea
        className="text-field number"
        rows={Math.min(12, Math.max(4, value.split('\n').length))}
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
