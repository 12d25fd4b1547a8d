import { SelectField } from '../ui/select-field.tsx';
import { useSession } from '../workstation-context.tsx';

/** The emotion that is written. */
export function EmotionField({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const emotions = useSession((session) => session.model?.emotions);
  return (
    <SelectField label="Emotion" value={value} onChange={onChange}>
      {emotions?.map(({ name, label }) => (
        <option key={name} value={name}>
          {label}
        </option>
      ))}
    </SelectField>
  );
}
