import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { cancelExplanation, explain } from '../actions/explain.ts';
import { Button } from '../ui/button.tsx';
import { glossary, type Meaning } from '../ui/glossary.ts';
import { InfoAbout } from '../ui/info.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useExplanation, useView, useWorkstation } from '../workstation-context.tsx';
import { ExplainSettingsForm } from './explain-settings.tsx';

/** What to explain, and how. */
export function ExplainForm({ model }: { model: ModelCard }) {
  const workstation = useWorkstation();
  const wanted = useView((view) => view.feature);
  const running = useExplanation((explanation) => explanation.running !== null);
  const all = [...model.midLevel, ...model.emotions];
  const feature = all.find(({ name }) => name === wanted)?.name ?? all[0]?.name ?? '';
  return (
    <>
      <div className="explain-row">
        <SelectField
          label="Explain in the chosen moment"
          value={feature}
          onChange={(name) => workstation.view.setState({ feature: name })}
        >
          <optgroup label="Mid-level features">
            {model.midLevel.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
          <optgroup label="Emotions">
            {model.emotions.map(({ name, label }) => (
              <option key={name} value={name}>
                {label}
              </option>
            ))}
          </optgroup>
        </SelectField>
        <InfoAbout meaning={meaningOf(model, feature)} />
        <Button
          look={running ? 'plain' : 'primary'}
          autoFocus={running}
          onPress={() => {
            if (running) cancelExplanation(workstation);
            else void explain(workstation, feature);
          }}
        >
          {running ? 'Cancel' : 'Explain'}
        </Button>
      </div>
      <ExplainSettingsForm />
    </>
  );
}

/** What a feature or an emotion means, in the model's own words where it has some. */
export function meaningOf(model: ModelCard, name: string): Meaning {
  const feature = model.midLevel.find((one) => one.name === name);
  if (feature) return { ...glossary.midLevel, title: feature.label, definition: feature.definition };
  const emotion = model.emotions.find((one) => one.name === name);
  return { ...glossary.emotion, title: emotion?.label ?? glossary.emotion.title };
}
