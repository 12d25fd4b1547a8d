import { useEffect } from 'react';
import type { Region } from '../../src-preload/contract/explanation.ts';
import { loadChoices } from '../actions/explain.ts';
import type { ExplainSettings } from '../stores/explanation.ts';
import { Button, IconButton } from '../ui/button.tsx';
import { formatHertz, formatTime } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { NumberField } from '../ui/number-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useExplanation, useView, useWorkstation } from '../workstation-context.tsx';

/** How the next explanation is made. What can be chosen is what the engine lists. */
export function ExplainSettingsForm() {
  const workstation = useWorkstation();
  const settings = useExplanation((state) => state.settings);
  const choices = useExplanation((state) => state.choices);
  useEffect(() => void loadChoices(workstation), [workstation]);
  const change = (part: Partial<ExplainSettings>) =>
    workstation.explanation.setState((state) => ({ settings: { ...state.settings, ...part } }));
  const { samples, seed, segmenter, selection, estimator, fill, stability } = settings;
  const kinds = [
    ['spectrogram', 'Parts of the spectrogram'],
    ['sources', 'Sound sources in spans of time'],
  ] as const;
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
          {kinds.map(([kind, text]) => {
            const list = choices?.segmenters.filter((entry) => entry.kind === kind) ?? [];
            if (list.length === 0) return null;
            return (
              <optgroup key={kind} label={text}>
                {list.map(({ name, label }) => (
                  <option key={name} value={name}>
                    {label}
                  </option>
                ))}
              </optgroup>
            );
          })}
        </SelectField>
        {segmenter === 'regions' ? <Regions regions={settings.regions} onChange={change} /> : null}
        <SelectField
          label="Segments marked"
          value={selection}
          onChange={(value) => change({ selection: value })}
        >
          <Options list={choices?.selections} />
        </SelectField>
        <SelectField label="Estimator" value={estimator} onChange={(value) => change({ estimator: value })}>
          <Options list={choices?.estimators} />
        </SelectField>
        <SelectField
          label="In place of what is off"
          value={fill}
          onChange={(value) => change({ fill: value })}
        >
          <Options list={choices?.fills} />
        </SelectField>
        <NumberField
          label="Stop at stability (0: take all samples)"
          value={stability ?? 0}
          min={0}
          max={1}
          onCommit={(value) => change({ stability: value === 0 ? null : value })}
        />
      </div>
    </details>
  );
}

function Options({ list }: { list: readonly { name: string; label: string }[] | undefined }) {
  return list?.map(({ name, label }) => (
    <option key={name} value={name}>
      {label}
    </option>
  ));
}

/** The regions that become segments: those selected on the spectrogram, one after the other. */
function Regions({
  regions,
  onChange,
}: {
  regions: readonly Region[];
  onChange: (part: Partial<ExplainSettings>) => void;
}) {
  const drawn = useView((view) => view.region);
  return (
    <div className="field regions">
      <span className="field-label">Regions; all else is one more segment</span>
      {regions.map(({ timeRange: [t0, t1], frequencyRange: [f0, f1] }, i) => {
        const text = `${formatTime(t0)}–${formatTime(t1)}, ${formatHertz(f0)}–${formatHertz(f1)}`;
        return (
          <span className="region-line number small" key={text}>
            <span className="ellipsis">{text}</span>
            <IconButton
              icon="close"
              label={`Leave out region ${i + 1}`}
              onPress={() => onChange({ regions: regions.filter((_, at) => at !== i) })}
            />
          </span>
        );
      })}
      <Button
        isDisabled={!drawn}
        onPress={() => {
          if (!drawn) return;
          const region: Region = {
            timeRange: [...drawn.timeRange],
            frequencyRange: [...drawn.frequencyRange],
          };
          onChange({ regions: [...regions, region] });
        }}
      >
        {drawn?.outline
          ? 'Add the rectangle around the outline'
          : drawn
            ? 'Add the selected region'
            : 'Drag over the spectrogram to select a region'}
      </Button>
    </div>
  );
}
