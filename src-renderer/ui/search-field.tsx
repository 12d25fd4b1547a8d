interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  className?: string;
}

/** Words to search for, with the label above. */
export function SearchField({ label, value, onChange, className = '' }: Props) {
  return (
    <label className={`field ${className}`}>
      <span className="field-label">{label}</span>
      <input
        className="text-field"
        type="search"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
