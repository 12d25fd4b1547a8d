import type { Theme } from '../stores/view.ts';
import { SelectField } from '../ui/select-field.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';

const THEMES: Readonly<Record<Theme, string>> = {
  dark: 'Dark',
  light: 'Light',
  contrast: 'High contrast',
  system: 'As the system',
};

/** The choice of colours. */
export function Appearance() {
  const { view } = useWorkstation();
  const theme = useView((state) => state.theme);
  return (
    <SelectField
      label="Appearance"
      value={theme}
      onChange={(chosen) => view.setState({ theme: chosen as Theme })}
    >
      {Object.entries(THEMES).map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
