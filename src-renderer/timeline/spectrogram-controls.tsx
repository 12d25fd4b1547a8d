import { useId } from 'react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { Button, IconButton } from '../ui/button.tsx';
import { formatDecibels } from '../ui/format.ts';
import { NumberField } from '../ui/number-field.tsx';
import { SelectField } from '../ui/select-field.tsx';
import { useView, useWorkstation } from '../workstation-context.tsx';
import { type ColourMapName, colourMaps, gradientOf } from './colour-map.ts';
import type { FrequencyScaleName } from './frequency-scale.ts';
import {
  GAIN_LIMITS,
  paintedLevels,
  plainLook,
  RANGE_LIMITS,
  type SpectrogramLook,
} from './spectrogram-look.ts';

const SCALE_LABELS: Readonly<Record<FrequencyScaleName, string>> = {
  logarithmic: 'Logarithmic: octaves equally high',
  mel: 'Mel: as pitch is heard',
  linear: 'Linear: hertz equally high',
};

/** Level, range, frequency scale and colours of the spectrogram, in a popover. */
export function SpectrogramControls() {
  return (
    <DialogTrigger>
      <IconButton icon="sliders" label="How the spectrogram is painted" />
      <Popover className="info-popover spectrogram-controls" placement="right top">
        <Dialog className="info-dialog">
          <Heading slot="title">Spectrogram</Heading>
          <Controls />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Controls() {
  const { view } = useWorkstation();
  const look = useView((state) => state.spectrogram);
  const change = (part: Partial<SpectrogramLook>) =>
    view.setState(({ spectrogram }) => ({ spectrogram: { ...spectrogram, ...part } }));
  return (
    <div className="look-fields">
      <DecibelField
        label="Level"
        value={look.gainDb}
        limits={GAIN_LIMITS}
        onChange={(gainDb) => change({ gainDb })}
      />
      <DecibelField
        label="Range"
        value={look.rangeDb}
        limits={RANGE_LIMITS}
        onChange={(rangeDb) => change({ rangeDb })}
      />
      <Legend look={look} />
      <SelectField
        label="Frequency scale"
        value={look.scale}
        onChange={(scale) => change({ scale: scale as FrequencyScaleName })}
      >
        {Object.entries(SCALE_LABELS).map(([name, label]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </SelectField>
      <SelectField
        label="Colours"
        value={look.colours}
        onChange={(colours) => change({ colours: colours as ColourMapName })}
      >
        {Object.entries(colourMaps).map(([name, { label }]) => (
          <option key={name} value={name}>
            {label}
          </option>
        ))}
      </SelectField>
      <div className="look-foot">
        <span className="muted small">Changes the picture, not the sound.</span>
        <Button onPress={() => change(plainLook)}>Reset</Button>
      </div>
    </div>
  );
}

interface DecibelFieldProps {
  label: string;
  value: number;
  limits: readonly [number, number];
  onChange: (value: number) => void;
}

/** A whole number of decibels as a slider and a typed number. */
function DecibelField({ label, value, limits: [min, max], onChange }: DecibelFieldProps) {
  return (
    <div className="look-field">
      <NumberField label={label} unit="dB" value={value} min={min} max={max} onCommit={onChange} />
      <input
        type="range"
        aria-label={label}
        aria-valuetext={`${value} dB`}
        min={min}
        max={max}
        step={1}
        value={value}
        onChange={(event) => onChange(event.target.valueAsNumber)}
      />
    </div>
  );
}

/** The colour map with the levels of its ends and its middle. */
function Legend({ look }: { look: SpectrogramLook }) {
  const id = useId();
  const { darkest, lightest } = paintedLevels(look);
  return (
    <figure className="look-legend" aria-labelledby={id}>
      <div className="look-bar" style={{ background: gradientOf(look.colours) }} />
      <figcaption id={id} className="number small muted">
        {[darkest, (darkest + lightest) / 2, lightest].map((level) => (
          <span key={level}>{formatDecibels(level, Number.isInteger(level) ? 0 : 1)}</span>
        ))}
      </figcaption>
    </figure>
  );
}
