import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface Props<T extends string> {
  /** The name of the choice, for the ear. */
  label: string;
  options: readonly { readonly id: T; readonly label: string }[];
  selected: T;
  onSelect: (id: T) => void;
}

/** A choice of one among a few, all in sight. */
export function Segmented<T extends string>({ label, options, selected, onSelect }: Props<T>) {
  return (
    <ToggleButtonGroup
      className="segmented"
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[selected]}
      onSelectionChange={(keys) => {
        const chosen = options.find(({ id }) => keys.has(id));
        if (chosen) onSelect(chosen.id);
      }}
    >
      {options.map(({ id, label: text }) => (
        <ToggleButton key={id} id={id} className="segment">
          {text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
