import { Toggle } from '../ui/button.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';

/** Shows the inspector's plots as tables. */
export function AsTable() {
  const { view } = useWorkstation();
  const as = useView((state) => state.effectsAs);
  return (
    <Toggle
      icon="table"
      label="Show as a table"
      isSelected={as === 'table'}
      onChange={(on) => view.setState({ effectsAs: on ? 'table' : 'plot' })}
    />
  );
}
