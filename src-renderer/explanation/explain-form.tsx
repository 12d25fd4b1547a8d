import type { ModelCard } from '../../src-preload/contract/domain.ts';
import { cancelExplanation, explain } from '../actions/explain.ts';
import type { ExplainSettings } from '../stores/explanation.ts';
import { Button } from '../ui/button.tsx';
import { glossary, type Meaning } from '../ui/glossary.ts';
import { Icon } from '../ui/icon.tsx';
import { InfoAbout } from '../ui/info.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useExplanation, useView, useWorkstation } from '../workstation-context.tsx';

const SEGMENTERS = [
  ['felzenszwalb', 'Regions of like level'],
  ['grid', 'Grid, 1 s × 1 octave'],
] as const;

const SELECTIONS = [
  ['corrected', 'Significant, false discoveries held at 5 %'],
  ['published', 'As published (p / |weight| < 1e-8)'],
  ['top:count=10', 'The 10 largest weights'],
] as const;

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
      <Settings />
    </>
  );
}

function Settings() {
  const { explanation } = useWorkstation();
  const settings = useExplanation((state) => state.settings);
  const change = (part: Partial<ExplainSettings>) =>
    explanation.setState((state) => ({ settings: { ...state.settings, ...part } }));
  const { samples, seed, segmenter, selection } = settings;
  return (
    <details className="disclosure">
      <summary>
        <Icon name="chevron" />
        Settings
        <span className="spacer" />
        <span className="number">{`${samples.toLocaleString('en')} samples, seed ${seed}`}</span>
      </summary>
      <div className="settings-grid">
        <NumberField
          label="Samples"
          value={samples}
          min={1}
          max={10_000_000}
          whole
          onCommit={(value) => change({ samples: value })}
        />
        <NumberField
          label="Seed"
          value={seed}
          min={0}
          max={Number.MAX_SAFE_INTEGER}
          whole
          onCommit={(value) => change({ seed: value })}
        />
        <SelectField label="Segments" value={segmenter} onChange={(value) => change({ segmenter: value })}>
          {SEGMENTERS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="Segments marked"
          value={selection}
          onChange={(value) => change({ selection: value })}
        >
          {SELECTIONS.map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </SelectField>
      </div>
    </details>
  );
}

/** What a feature or an emotion means, in the model's own words where it has some. */
export function meaningOf(model: ModelCard, name: string): Meaning {
  const feature = model.midLevel.find((one) => one.name === name);
  if (feature) return { ...glossary.midLevel, title: feature.label, definition: feature.definition };
  const emotion = model.emotions.find((one) => one.name === name);
  return { ...glossary.emotion, title: emotion?.label ?? glossary.emotion.title };
}
