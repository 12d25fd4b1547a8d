import { Segmented } from '../ui/segmented.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';

/** Whether effects are shown in the emotion's unit or as parts of all effects. */
export function MeasureSwitch() {
  const { view } = useWorkstation();
  const measure = useView((state) => state.effectsIn);
  return (
    <Segmented
      label="What the plot measures"
      options={[
        { id: 'value', label: 'Value' },
        { id: 'share', label: 'Share' },
      ]}
      selected={measure}
      onSelect={(effectsIn) => view.setState({ effectsIn })}
    />
  );
}
