import { Radio, RadioGroup } from 'react-aria-components';

interface ChoiceProps<Id extends string> {
  label: string;
  value: Id;
  disabled: boolean;
  onChange: (id: Id) => void;
  /** Id, title, explanation, and whether it can be chosen now. */
  options: readonly (readonly [Id, string, string, boolean])[];
}

/** One of several, each with a line that explains it. */
export function Choice<Id extends string>({ label, value, disabled, onChange, options }: ChoiceProps<Id>) {
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
